/** A word of a text as search knows it. */
export interface SearchToken {
	/** The text from this word's start to the next one's: all tokens joined give the text from its first word on. */
	readonly text: string;
	/** What stands in the index for it; empty where nothing does, which still keeps the word's place. */
	readonly key: string;
}

/** Letters and digits of any script, with hyphens and apostrophes inside. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ‐‑-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/** Longest key; what is longer is no word of any language. */
const MAX_KEY = 60;

/** Words that a question may hold without asking for them. */
const STOP = new Set(
	(
		'а без бы был была были было в вам вас во вот все всё вы где да для до его ее её если есть же за и из или им их к как какая какие какой какого каком когда кто ли мне ' +
		'мы на над не нет но о об он она они оно от по под при с со сколько так то у уже чего чем что чтобы это эта эти этот я который которая которое которые ' +
		'a an and are as at be been by did do does for from had has have he her his how i in is it its many much of on or s she that the their them they this to ' +
		'was we were what when where which who whom why will with you ' +
		'ал алар анын бар бир болгон бул деген жана же жок кайсы канча кандай качан кайда ким мен менен сен эле эмне эмес үчүн'
	).split(' '),
);

/**
 * The words of a text with the keys that index and query know them by. Index, query and excerpt all come from
 * here, so they cannot disagree.
 */
export function searchTokens(text: string): SearchToken[] {
	const words = [...text.matchAll(WORD)];
	return words.map((word, index) => ({
		text: text.slice(word.index, words[index + 1]?.index),
		key: normalizeForSearch(word[0]),
	}));
}

/**
 * The spelling under which a word is indexed and looked for.
 *
 * @example normalizeForSearch('Бишкек') // => 'бишкек'
 */
export function normalizeForSearch(word: string): string {
	return word.normalize('NFC').toLowerCase().slice(0, MAX_KEY);
}

/** True for a key of a word so common that a question is not about it. */
export function isStopWord(key: string): boolean {
	return STOP.has(key);
}
