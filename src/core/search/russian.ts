/** The endings of the Russian Snowball stemmer (snowballstem.org); some only after а or я. The longest that fits is taken. */
const GERUND = /(?:(?<=[ая])(?:вшись|вши|в)|[иы]в(?:шись|ши)?)$/;
const REFLEXIVE = /с[яь]$/;
const ADJECTIVE = /(?:[иы]ми|[ео]го|[ео]му|[еиыо][йем]|[иы]х|[ую]ю|[ая]я|[ое]ю)$/;
const PARTICIPLE = /(?:(?<=[ая])(?:ем|нн|вш|ю?щ)|[иы]вш|ующ)$/;
const VERB =
	/(?:[иы]л[аио]?|ен[аоы]?|[еу]йте|ите|[еу]й|[иы]м|ят|у[ею]т|[иы]т|[иы]ть|ишь|ую|ю|(?<=[ая])(?:л[аио]?|н[аоы]?|[ей]те|й|ем|[ею]т|ть|ешь|нно))$/;
const NOUN = /(?:и?(?:ями|ях|ям)|ами|и?ем|и?ей|[ео]в|[иь][еюя]|[еио]й|[еи]и|[ао]м|ах|[аеийоуыьюя])$/;

const UP_TO_VOWEL = /^[^аеиоуыэюя]*[аеиоуыэюя]/;
/** What stands after the first consonant that follows a vowel, twice. */
const SECOND_REGION = /^(?:[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]){2}/;

/**
 * The stem of a Russian word in small letters without ё, as Snowball finds it.
 *
 * @example stemRussian('выборами') // => 'выбор'
 */
export function stemRussian(word: string): string {
	const start = UP_TO_VOWEL.exec(word)?.[0].length;
	if (start === undefined) return word;
	const ending = stripEnding(word.slice(start)).replace(/и$/, '');
	const second = SECOND_REGION.exec(word)?.[0].length ?? word.length;
	const stem = word.slice(0, start) + ending;
	const derived = /ость?$/.exec(stem);
	const cut = derived !== null && derived.index >= second ? derived.index : stem.length;
	const tail = stem.slice(start, cut);
	return (
		word.slice(0, start) + (tail.endsWith('ь') ? tail.slice(0, -1) : tail.replace(/ейше?$/, '').replace(/нн$/, 'н'))
	);
}

function stripEnding(word: string): string {
	const gerundless = word.replace(GERUND, '');
	if (gerundless !== word) return gerundless;
	const base = word.replace(REFLEXIVE, '');
	if (ADJECTIVE.test(base)) return base.replace(ADJECTIVE, '').replace(PARTICIPLE, '');
	return VERB.test(base) ? base.replace(VERB, '') : base.replace(NOUN, '');
}
