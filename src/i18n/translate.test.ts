import { describe, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import en from './en.json' with { type: 'json' };
import ky from './ky.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import { messagesSchema } from './schema.ts';
import { interfaceLanguages, translate } from './translate.ts';

const files = Object.entries({ ru, ky, en });

describe('the interface texts', () => {
	test.each(files)('of %s follow the schema', (_lang, file) => {
		expect(messagesSchema.safeParse(file).error?.issues ?? []).toEqual([]);
	});

	test.each(files)('of %s have the same keys in the same order as the others', (_lang, file) => {
		expect(Object.keys(file)).toEqual(Object.keys(ru));
	});

	test.each(files)('of %s have every plural form of the language and no other', (lang, file) => {
		const categories = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.toSorted();
		for (const [key, message] of Object.entries(file)) {
			if (typeof message !== 'string')
				expect({ key, forms: Object.keys(message).toSorted() }).toEqual({ key, forms: categories });
		}
	});

	test.each(files)('of %s have the same placeholders as the others', (_lang, file) => {
		expect(placeholders(file)).toEqual(placeholders(ru));
	});

	test('exist for every edition', () => {
		expect(siteConfig.editions.filter((lang) => !interfaceLanguages.includes(lang))).toEqual([]);
	});
});

describe('translate', () => {
	test.each([
		['ru', 1, '1 новость'],
		['ru', 3, '3 новости'],
		['ru', 11, '11 новостей'],
		['ru', 12_345, '12\u00a0345 новостей'],
		['ky', 1, '1 жаңылык'],
		['ky', 5, '5 жаңылык'],
		['en', 1, '1 article'],
		['en', 12_345, '12,345 articles'],
	])('counts in %s: %i', (lang, count, expected) => {
		expect(translate(lang, 'count.articles', { count })).toBe(expected);
	});

	test('fills placeholders once, whatever the value holds', () => {
		expect(translate('en', 'article.readAt', { source: '{source} $& <b>' })).toBe('Read in full at {source} $& <b>');
	});

	test('says which file an edition without texts needs', () => {
		expect(() => translate('kk', 'frame.home')).toThrowErrorMatchingInlineSnapshot(
			`[Error: The interface has no texts in “kk”. Add src/i18n/kk.json, or remove the edition from src/site.config.ts.]`,
		);
	});
});

function placeholders(file: Record<string, unknown>): Record<string, string[]> {
	return Object.fromEntries(
		Object.entries(file).map(([key, message]) => [
			key,
			[...new Set(JSON.stringify(message).match(/\{\w+\}/g))].toSorted(),
		]),
	);
}
