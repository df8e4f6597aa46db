import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detectLanguage } from './language.ts';

const DATA = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'langid');

describe('detectLanguage', () => {
	test.each([
		['ky', 'Бишкекте жаңы мектеп ачылды'],
		['ky', 'Президент жарлыкка кол койду'],
		['ru', 'В Бишкеке открылась новая школа'],
		['en', 'A new school opens in Bishkek'],
		['kk', 'Қазақстанда жаңа заң қабылданды'],
		['uz', 'Toshkentda yangi maktab ochildi'],
		['uz', 'Тошкентда янги мактаб очилди'],
		['tg', 'Дар Душанбе мактаби нав кушода шуд'],
		['tr', 'Ankara’da yeni bir okul açıldı'],
		['uk', 'У Києві відкрилася нова школа'],
		['zh', '比什凯克新学校开学'],
		['ja', 'ビシュケクに新しい学校が開校'],
	])('recognizes %s in "%s"', (lang, text) => {
		expect(detectLanguage(text).lang).toBe(lang);
	});

	test('leaves what has no letters undecided, unless the document says', () => {
		expect(detectLanguage('2021 — 100 %')).toEqual({ lang: 'und', confidence: 0 });
		expect(detectLanguage('', 'ky-KG').lang).toBe('ky');
	});

	test('believes the document in doubt, its letters where they are clear', () => {
		expect(detectLanguage('Депутат', 'ky').lang).toBe('ky');
		expect(detectLanguage('Депутат', 'ru-RU').lang).toBe('ru');
		expect(detectLanguage('Президент подписал закон о государственном бюджете', 'ky').lang).toBe('ru');
	});

	test('is surer of a clear text than of a doubtful one', () => {
		const clear = detectLanguage('Кыргызстандын түштүгүндө өткөн түнү катуу жаан жаады').confidence;
		expect(clear).toBeGreaterThan(0.95);
		expect(detectLanguage('Спорт').confidence).toBeLessThan(clear);
	});
});

describe.skipIf(!existsSync(DATA))('on real news (skipped where JARCHY_DATA is absent)', () => {
	const rows = (name: string) =>
		gunzipSync(readFileSync(join(DATA, `${name}.jsonl.gz`)))
			.toString('utf8')
			.trim()
			.split('\n')
			.map((line): { lang: string; text: string } => JSON.parse(line));

	test.each(['ky', 'ru', 'en', 'kk', 'uz', 'tr'])('recognizes at least 97 of 100 sentences in %s', (lang) => {
		const own = rows('xwmt-news').filter((row) => row.lang === lang);
		expect(own.filter(({ text }) => detectLanguage(text).lang === lang).length / own.length).toBeGreaterThanOrEqual(
			0.97,
		);
	});

	test('recognizes at least 98 of 100 Kyrgyz headlines', () => {
		const headlines = rows('ud-kyrgyz-headlines');
		expect(
			headlines.filter(({ text }) => detectLanguage(text).lang === 'ky').length / headlines.length,
		).toBeGreaterThanOrEqual(0.98);
	});
});
