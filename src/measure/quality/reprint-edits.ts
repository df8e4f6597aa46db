/** What outlets put around a text that is not theirs. */
const BOILERPLATE = [
	'Подписывайтесь на наш канал в Telegram и первыми узнавайте о главных событиях дня.',
	'Если вы нашли ошибку, выделите фрагмент текста и нажмите Ctrl+Enter.',
	'При использовании материалов сайта активная ссылка на источник обязательна.',
	'Биздин Telegram-каналга жазылыңыз жана күндүн негизги окуяларынан кабардар болуңуз.',
	'Материалды толук же жарым-жартылай көчүрүүдө булакка шилтеме берүү милдеттүү.',
	'Бул тууралуу басма сөз кызматы билдирди. Окуянын чоо-жайы такталып жатат.',
	'Follow us on Telegram and Facebook to be the first to know the main news of the day.',
	'All rights reserved. This material may not be published, broadcast or rewritten without permission.',
	'Read also: the main events of the week, photographs, videos and the opinions of our readers.',
];

/** A number from 0 up to 1. */
type Random = () => number;

/** What is done to a text before another source publishes it. */
export interface Edit {
	readonly name: string;
	/** @param strange words to put in the place of the text's own */
	apply(text: string, random: Random, strange: readonly string[]): string;
}

const addBefore = (text: string, random: Random): string => `${boilerplate(random)}\n${text}`;
const addAfter = (text: string, random: Random): string => `${text}\n${boilerplate(random)}\n${boilerplate(random)}`;

/** Every way of changing a text that is judged, and some one after another. */
export const EDITS: readonly Edit[] = [
	{ name: 'boilerplate before', apply: addBefore },
	{ name: 'boilerplate after', apply: addAfter },
	{ name: 'a sentence cut', apply: cutSentence },
	{ name: 'first half kept', apply: firstHalf },
	{ name: 'second half kept', apply: secondHalf },
	{ name: 'one word of twenty changed', apply: (text, ...by) => changeWords(text, 0.05, by) },
	{ name: 'one word of ten changed', apply: (text, ...by) => changeWords(text, 0.1, by) },
	{
		name: 'a sentence cut, boilerplate around',
		apply: (text, random) => addBefore(addAfter(cutSentence(text, random), random), random),
	},
	{ name: 'first half kept, boilerplate after', apply: (text, random) => addAfter(firstHalf(text), random) },
	{
		name: 'second half kept, one word of twenty changed',
		apply: (text, ...by) => changeWords(secondHalf(text), 0.05, by),
	},
	{
		name: 'one word of ten changed, boilerplate around',
		apply: (text, ...by) => addBefore(addAfter(changeWords(text, 0.1, by), by[0]), by[0]),
	},
];

/** The words of a text and what stands between them, so that joined they give the text. */
function piecesOf(text: string): string[] {
	return text.split(/(\s+)/u);
}

function boilerplate(random: Random): string {
	return pick(BOILERPLATE, random);
}

function cutSentence(text: string, random: Random): string {
	const sentences = text.match(/[^.!?…]+(?:[.!?…]+\s*|$)/gu) ?? [text];
	if (sentences.length < 3) return text;
	const cut = Math.floor(random() * sentences.length);
	return sentences.filter((_, index) => index !== cut).join('');
}

function firstHalf(text: string): string {
	const pieces = piecesOf(text);
	return pieces.slice(0, Math.ceil(pieces.length / 2)).join('');
}

function secondHalf(text: string): string {
	const pieces = piecesOf(text);
	return pieces.slice(Math.floor(pieces.length / 2)).join('');
}

function changeWords(text: string, share: number, [random, strange]: [Random, readonly string[]]): string {
	return piecesOf(text)
		.map((piece) => (piece.trim() !== '' && random() < share ? pick(strange, random) : piece))
		.join('');
}

function pick(items: readonly string[], random: Random): string {
	return items[Math.floor(random() * items.length)] ?? '';
}
