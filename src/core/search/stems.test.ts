import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { stemEnglish } from './english.ts';
import { isKeyOfForm, stemKyrgyz } from './kyrgyz.ts';
import { stemRussian } from './russian.ts';
import { toKey, toPlainWord } from './stems.ts';
import { searchTokens } from './tokens.ts';
import { variantsOf } from './variants.ts';

test.each([
	['выборами', 'выбор'],
	['победивший', 'побед'],
	['новость', 'новост'],
	['сделавшись', 'сдела'],
	['красивейший', 'красив'],
	['мгла', 'мгла'],
	['вдв', 'вдв'],
])('the stem of the Russian word %s is %s', (word, stem) => {
	expect(stemRussian(word)).toBe(stem);
});

test.each([
	['caresses', 'caress'],
	['ponies', 'poni'],
	['agreed', 'agre'],
	['hopping', 'hop'],
	['hoping', 'hope'],
	['yearly', 'yearli'],
	['relational', 'relat'],
	['hopefulness', 'hope'],
	['adoption', 'adopt'],
	['controlling', 'control'],
	['sky', 'sky'],
	['is', 'is'],
])('the stem of the English word %s is %s', (word, stem) => {
	expect(stemEnglish(word)).toBe(stem);
});

test.each([
	['шаарлар', 'шаар'], // Plural.
	['китеби', 'китеп'], // Possessive, with the letter that changes before it.
	['мамлекеттин', 'мамлекет'], // Genitive.
	['окмотторубуздун', 'окмот'], // Plural, possessive and genitive.
	['бишкектеги', 'бишкек'], // Where it is.
	['келдиби', 'кел'], // Past and question.
	['кызматкерлерибиздин', 'кызматкер'],
	['бала', 'бала'], // What is left would be too short.
	['книга', 'книга'], // Vowels do not harmonise: no Kyrgyz ending.
])('the stem of the Kyrgyz word %s is %s', (word, stem) => {
	expect(stemKyrgyz(word)).toBe(stem);
});

test('a key stands for the word itself: its letters have the same key', () => {
	for (const word of ['бишкек', 'жээнбек', 'covid19', 'kyrgyz', 'shoigu'])
		expect(toKey(toPlainWord(toKey(word)))).toBe(toKey(word));
});

const data = process.env['JARCHY_DATA'] ?? '../shared/data';

/** @returns the values of a file, one a line. */
function read<T>(path: string): T[] {
	const lines = gunzipSync(readFileSync(join(data, path)))
		.toString('utf8')
		.trim()
		.split('\n');
	return lines.map((line) => JSON.parse(line));
}

describe.skipIf(!existsSync(data))('on real data', () => {
	interface Stemmed {
		readonly word: string;
		readonly stem: string;
	}

	test('Russian stems are those of Snowball', () => {
		const rows = read<Stemmed>('lexicon/snowball-russian.jsonl.gz');
		const wrong = rows.filter(({ word, stem }) => stemRussian(word.replaceAll('ё', 'е')) !== stem);
		expect(wrong).toEqual([]);
	});

	test('words that Snowball takes for one English word have one key, but for 8 %', () => {
		const stems = Map.groupBy(read<Stemmed>('lexicon/snowball-english.jsonl.gz'), ({ stem }) => stem);
		const families = [...stems.values()].filter(({ length }) => length > 1);
		const parted = families.filter((words) => new Set(words.map(({ word }) => toKey(toPlainWord(word)))).size > 1);
		expect(parted.length / families.length).toBeLessThan(0.08);
	});

	test('the lemma of a Kyrgyz word finds the word, with few exceptions', () => {
		const headlines = read<{ tokens: [form: string, lemma: string, part: string][] }>(
			'langid/ud-kyrgyz-headlines.jsonl.gz',
		);
		const words = headlines
			.flatMap(({ tokens }) => tokens)
			.filter(
				([form, lemma, part]) =>
					/^(?:NOUN|PROPN|VERB|ADJ)$/.test(part) && /^\p{L}{3,}$/u.test(lemma) && /^\p{L}/u.test(form),
			);
		const found = words.filter(([form, lemma]) => {
			const key = searchTokens(form)[0]?.key ?? '';
			return variantsOf(lemma).some((variant) => key.startsWith(variant.key));
		});
		expect(found.length / words.length).toBeGreaterThan(0.95);
	});

	test('hostile strings are cut into words of plain keys, and nothing of them is lost', () => {
		const texts = [
			...read<{ text: string }>('sanitize/naughty-strings.jsonl.gz').map(({ text }) => text),
			...read<{ payload: string }>('sanitize/payloadbox.jsonl.gz').map(({ payload }) => payload),
			...read<{ payload: string }>('sanitize/dompurify.jsonl.gz').map(({ payload }) => payload),
		];
		const tokens = texts.map(searchTokens);
		const lost = texts.filter((text, at) => !text.endsWith(tokens[at]?.map((token) => token.text).join('') ?? ''));
		expect(lost).toEqual([]);
		const words = new Map(tokens.flat().map(({ word, key }) => [word, key]));
		const keys = [...words].flatMap(([word, key]) => [key, ...variantsOf(word).map((variant) => variant.key)]);
		expect(keys.filter((key) => !/^[a-z0-9]{0,80}$/.test(key))).toEqual([]);
	});
});

test.each([
	['мектеп', 'мектептер'],
	['мектеп', 'мектепте'],
	['мектеп', 'мектептин'],
	['мектеп', 'мектебинде'],
	['спорт', 'спорттун'],
	['Ош', 'Ошто'],
	['Ош', 'Оштун'],
	['Путин', 'Путиндин'],
])('the key of %s may be that of %s without endings', (word, form) => {
	expect(isKeyOfForm(toKey(toPlainWord(form)), toKey(toPlainWord(word)))).toBe(true);
});

test.each([
	['спорт', 'спортсмен'],
	['Ош', 'ошибка'],
	['Ош', 'ошондой'],
	['кыргыз', 'кыргызстан'],
])('the key of %s is not that of %s without endings', (word, other) => {
	expect(isKeyOfForm(toKey(toPlainWord(other)), toKey(toPlainWord(word)))).toBe(false);
});
