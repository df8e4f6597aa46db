import { expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { IngestError } from './errors.ts';
import { formatReport, formatTroubles, hasFailures, openReport } from './report.ts';

const reporter = openReport(siteConfig, false);
Object.assign(reporter.source('kaktus-media'), { seconds: 1.21, added: 11, unchanged: 39 });
Object.assign(reporter.source('24kg'), { seconds: 0.4, added: 3, updated: 1, unchanged: 46 });
reporter.countLanguage('de');
reporter.countLanguage('ru');
const hint = 'Check `feeds` in content/sources/24kg.yaml.';
reporter.fail(
	'24kg',
	new IngestError('FEED_FORMAT_UNKNOWN', { location: 'https://24.kg/rss', found: 'an HTML page', hint }),
);
for (const title of ['Бир', 'Эки', 'Үч'])
	reporter.warn('24kg', { code: 'DATE_MISSING', details: { title, location: 'a.xml' } });

test('a report has a line for each source and one to sum up', () => {
	expect(formatReport({ ...reporter.report, seconds: 1.3 })).toMatchInlineSnapshot(`
		"24kg           0.4 s    3 new    1 updated   46 unchanged    1 failed
		kaktus-media   1.2 s   11 new    0 updated   39 unchanged
		Read 1 document, of which 1 gave nothing.
		Stored without a page, for want of an edition in their language: 1 in “de”.
		Wrote 15 articles from 2 sources in 1.3 s (85 unchanged, 1 failed).
		"
	`);
});

test('troubles are named with their cure, warnings of a kind once', () => {
	expect(formatTroubles(reporter.report, { isVerbose: false, isQuiet: false })).toMatchInlineSnapshot(`
		"24kg: Could not read https://24.kg/rss: expected RSS, Atom, JSON Feed, an article page, OPML, JSON Lines, CSV, WARC or a page dump, found an HTML page. [FEED_FORMAT_UNKNOWN]
		      Check \`feeds\` in content/sources/24kg.yaml.
		24kg: “Бир” in a.xml has no date: it counts as published when it was first seen. And 2 more like it: --verbose names them. [DATE_MISSING]
		"
	`);
});

test('quiet leaves the failures, verbose adds every warning', () => {
	expect(formatTroubles(reporter.report, { isVerbose: false, isQuiet: true }).match(/\[/g)).toHaveLength(1);
	expect(formatTroubles(reporter.report, { isVerbose: true, isQuiet: false }).match(/\[/g)).toHaveLength(4);
	expect(hasFailures(reporter.report)).toBe(true);
});

test('of a million warnings of a kind all are counted and the first are named', () => {
	const many = openReport(siteConfig, false);
	const warn = (title: string): void => many.warn('24kg', { code: 'DATE_MISSING', details: { title, location: 'a' } });
	for (let index = 1; index <= 1_000_000; index++) warn(`No. ${index}`);
	const troubles = (isVerbose: boolean): string[] =>
		formatTroubles(many.report, { isVerbose, isQuiet: false }).trim().split('\n');
	expect(troubles(false)).toEqual([
		'24kg: “No. 1” in a has no date: it counts as published when it was first seen. And 999999 more like it: --verbose names the first 1000. [DATE_MISSING]',
	]);
	expect(troubles(true)).toHaveLength(1000);
	expect(troubles(true).at(-1)).toMatch(/“No. 1000” .* And 999000 more like it\. \[DATE_MISSING\]$/);
});
