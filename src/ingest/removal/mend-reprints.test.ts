import { afterEach, beforeEach, expect, test } from 'vitest';
import { siteConfig } from '#site.config';
import { redecide } from '../redecide.ts';
import { makeTestRun, prose, rss, type TestRun } from '../test-run.ts';

const LATER = '2026-11-02T03:00:00Z';
const [FIRE, MATCH] = [prose(120, 1), prose(120, 2)];

let run: TestRun;
beforeEach(() => {
	run = makeTestRun();
	for (const id of ['first', 'middle', 'last']) run.writeSource(id, [`${id}.xml`]);
});
afterEach(() => run.dispose());

const HOURS = { first: '05', middle: '06', last: '07' } as const;
type Outlet = keyof typeof HOURS;

const publish = (outlet: Outlet, text: string): void =>
	run.write(
		`${outlet}.xml`,
		rss({
			title: outlet,
			link: `https://${outlet}.example/1`,
			html: `<p>${text}</p>`,
			date: `Thu, 29 Jul 2021 ${HOURS[outlet]}:00:00 GMT`,
		}),
	);
/** Outlets whose article is shown under another's, with that one. */
const folded = (): Record<string, string> => {
	const articles = [...run.articles().values()].map(({ article }) => article);
	const pairs = articles.flatMap(({ title, reprintOf }) =>
		reprintOf === undefined ? [] : [[title, articles.find(({ id }) => id === reprintOf)?.title ?? 'nobody']],
	);
	return Object.fromEntries(pairs);
};

test('an original that becomes a reprint takes its own reprints to the first of all', async () => {
	publish('first', MATCH);
	publish('middle', FIRE);
	publish('last', `${FIRE} ${MATCH.slice(0, 200)}`);
	await run.ingest();
	expect(folded()).toEqual({ last: 'middle' });
	publish('middle', `${FIRE} ${MATCH}`);
	await run.ingest({ now: LATER, source: 'middle' });
	expect(folded()).toEqual({ middle: 'first', last: 'first' });
});

test('its reprints that nobody printed before become articles of their own', async () => {
	publish('first', MATCH);
	publish('middle', FIRE);
	publish('last', FIRE);
	await run.ingest();
	expect(folded()).toEqual({ last: 'middle' });
	publish('middle', MATCH);
	const before = run.files('articles');
	await run.ingest({ now: LATER, isDryRun: true });
	expect(run.files('articles')).toEqual(before);
	await run.ingest({ now: LATER, source: 'middle' });
	expect(folded()).toEqual({ middle: 'first' });
});

test('an older original that comes late leaves no chain, and is the first of all once all is decided anew', async () => {
	publish('middle', FIRE);
	publish('last', FIRE);
	await run.ingest();
	publish('first', FIRE);
	await run.ingest({ now: LATER });
	expect(folded()).toEqual({ last: 'middle' });
	const { contentDir, cacheDir } = run;
	redecide({ contentDir, cacheDir, site: siteConfig, source: 'middle', isDryRun: false });
	expect(folded()).toEqual({ middle: 'first', last: 'first' });
	const files = run.files('articles');
	redecide({ contentDir, cacheDir, site: siteConfig, isDryRun: false });
	expect(run.files('articles')).toEqual(files);
});
