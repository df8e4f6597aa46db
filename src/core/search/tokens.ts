import { toKey, toPlainWord } from './stems.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A word of a text as search knows it. */
export interface SearchToken {
	/** The text from this word's start to the next one's: all tokens joined give the text from its first word on. */
	readonly text: string;
	/** The word alone. */
	readonly word: string;
	/** What stands in the index for it; empty where nothing does, which still keeps the word's place. */
	readonly key: string;
}

/** Signs of scripts that put no space between words: each is a word. */
const SIGN =
	'[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]\\p{M}*';
/** Letters and digits, and what may stand among them unseen. */
const LETTERS = '[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\u00ad\\u200b-\\u200d\\u2060\\ufeff]*';
const WORD = new RegExp(
	[
		'(?<![\\p{L}\\p{N}])\\p{L}(?:\\.\\p{L}){1,9}(?![\\p{L}\\p{N}])', // U.S.
		'(?<!\\d|\\d[.,])\\d{1,3}(?:([., ])\\d{3})(?:\\1\\d{3}){0,5}(?![.,]?\\d)', // 1,000,000
		'(?<!\\d|\\d[.,])\\d{1,9}[.,]\\d{1,9}(?![.,]?\\d)', // 3.14
		SIGN,
		`${LETTERS}(?:['’‘ʼʻ\`´]${LETTERS})*`,
	].join('|'),
	'gu',
);
const HYPHEN = /^[-‐‑]$/;

const STOP = new Set(STOP_WORDS.split(' ').map(toPlainWord));

/** Words whose keys are remembered: a text has far fewer, and most words come again. */
const MAX_KNOWN = 50_000;
const known = new Map<string, string>();

/**
 * The words of a text with the keys that index and query know them by. Index, query and excerpt all come from
 * here, so they cannot disagree. A word with a hyphen is a word for each part; the first also stands for the whole.
 *
 * @example searchTokens('Кызыл-Кыя') // => keys 'kizilkiy' and 'ki'
 */
export function searchTokens(text: string): SearchToken[] {
	const found = [...text.matchAll(WORD)];
	return found.map(({ 0: word, index }, at) => {
		const next = found[at + 1];
		const isJoined = next !== undefined && HYPHEN.test(text.slice(index + word.length, next.index));
		return { text: text.slice(index, next?.index), word, key: isJoined ? keyOfFirst(word, next[0]) : keyOf(word) };
	});
}

/** True for a word so common that a question is not about it. */
export function isStopWord(word: string): boolean {
	return STOP.has(toPlainWord(word));
}

/** The key of a part that begins the key of the whole is found by it. */
function keyOfFirst(first: string, second: string): string {
	const key = keyOf(first);
	const whole = keyOf(first + second);
	return key !== '' && /^[a-z]/.test(key) && whole.startsWith(key) ? whole : key;
}

function keyOf(word: string): string {
	const remembered = known.get(word);
	if (remembered !== undefined) return remembered;
	const plain = toPlainWord(word);
	const key = STOP.has(plain) ? '' : toKey(plain);
	if (known.size >= MAX_KNOWN) known.clear();
	known.set(word, key);
	return key;
}
