import { expect, test } from 'vitest';
import { describeProblem, validate } from './content-error.ts';
import { sourceSchema } from './source.ts';

const problemsOf = (value: unknown): string[] => {
	const result = validate(sourceSchema, value, 'sources/24kg.yaml');
	return result.ok ? [] : result.problems.map(describeProblem);
};

const source = {
	name: '24.kg',
	lang: 'ru',
	timeZone: 'Asia/Bishkek',
	enabled: true,
	feeds: ['https://24.kg/rss/'],
	follow: 'never',
	rights: {
		text: 'excerpt',
		words: 60,
		images: 'none',
		searchEngines: true,
		ownSearch: true,
		feed: 'excerpt',
		ai: 'deny',
		evidence: 'https://24.kg/terms/',
	},
};

test('accepts a source that states its rights', () => {
	expect(problemsOf(source)).toEqual([]);
});

test('a source without rights says which line to add', () => {
	const { rights: _, ...without } = source;
	expect(problemsOf(without)).toMatchInlineSnapshot(`
		[
		  "sources/24kg.yaml: rights: an enabled source must state its rights: add \`rights: {text: full | excerpt | link, words: 60, images: copy | none, searchEngines: true, ownSearch: true, feed: full | excerpt, ai: allow | deny, evidence: https://…}\`, found nothing.",
		]
	`);
	expect(problemsOf({ ...without, enabled: false })).toEqual([]);
});

test('names file, field, expected and found of every problem at once', () => {
	expect(
		problemsOf({ ...source, lang: 'Russian', timeZone: 'Bishkek', follow: 'always', feedz: [] }),
	).toMatchInlineSnapshot(`
		[
		  "sources/24kg.yaml: lang: expected a language code such as ru, ky or en, found "Russian".",
		  "sources/24kg.yaml: timeZone: expected an IANA time zone such as Asia/Bishkek, found "Bishkek".",
		  "sources/24kg.yaml: follow: expected "never" or "whenShort", found "always".",
		  "sources/24kg.yaml: feedz: expected no such field (misspelt?), found [].",
		]
	`);
});
