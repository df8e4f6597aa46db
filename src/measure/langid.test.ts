import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectLanguageWith, toLanguageModel } from '#core/language.ts';
import { languageCode, trainProfiles } from './langid-profiles.ts';
import { langidSuite } from './quality/langid.ts';
import { shippedProfiles } from './train-langid.ts';

const DATA = process.env['JARCHY_DATA'] ?? '../shared/data';

test.each([
	['kir_Cyrl', 'ky'],
	['uzn_Latn', 'uz'],
	['khk_Cyrl', 'mn'],
	['arb_Arab', 'ar'],
	['tr', 'tr'],
	['ceb_Latn', 'ceb'],
])('knows %s as %s', (name, code) => {
	expect(languageCode(name)).toBe(code);
});

test('learns Cyrillic Uzbek from Uzbek in Latin letters', () => {
	const profiles = trainProfiles([
		{ lang: 'uzn_Latn', text: "Toshkentda yangi maktab ochildi, o'quvchilar darsga keldi." },
		{ lang: 'rus_Cyrl', text: 'В Ташкенте открылась новая школа, ученики пришли на урок.' },
	]);
	expect(profiles.map(({ lang, script }) => `${lang} ${script}`)).toEqual(['ru Cyrl', 'uz Cyrl', 'uz Latn']);
	expect(detectLanguageWith(toLanguageModel(profiles), 'янги мактаб').lang).toBe('uz');
});

describe.skipIf(!existsSync(DATA))('on real sentences (skipped where JARCHY_DATA is absent)', () => {
	test('the shipped profiles are what the data gives', () => {
		const file = join(import.meta.dirname, '../core/language-profiles.json');
		expect(shippedProfiles(DATA) === readFileSync(file, 'utf8')).toBe(true);
	}, 60_000);

	test('half of the rows teach to tell the languages of the other half', async () => {
		const sets: string[] = [];
		for await (const { set, metrics } of langidSuite.score(
			{ dir: join(DATA, 'langid'), also: undefined },
			() => undefined,
		)) {
			sets.push(set);
			expect(metrics['macroF1']).toBeGreaterThan(0.99);
		}
		expect(sets).toEqual(['sib200-30langs', 'xwmt-news', 'ud-kyrgyz-headlines']);
	}, 60_000);
});
