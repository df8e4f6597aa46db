import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseYaml } from '#catalog/frontmatter.ts';
import { type FeedState, sourceStateSchema, statePath } from '#core/source-state.ts';
import { type FaultServer, startFaultServer } from './fault-server.ts';
import { formatTroubles, type IngestReport } from './report.ts';
import { makeTestRun, prose, rss, type TestRun } from './test-run.ts';

const NOW = '2026-11-01T03:00:00Z';
const DAY_LATER = '2026-11-02T04:00:00Z';

/** What each fault is reported as, and in what words. */
const FAULTS: readonly (readonly [fault: string, feedClass: FeedState['class'], message: RegExp])[] = [
	['moved-far', 'redirects', /redirects more than 5 times/],
	['circle', 'redirects', /redirects in a circle/],
	['to-file', 'redirects', /leads to file:.*no web address/],
	['to-private', 'refused', /169\.254\.169\.254 is no public address/],
	['robots', 'blocked', /robots\.txt of 127\.0\.0\.1:\d+ asks us to leave it alone/],
	['403', 'blocked', /the server answered 403/],
	['404', 'gone', /the server answered 404/],
	['410', 'gone', /the server answered 410/],
	['429', 'limited', /the server answered 429 and wants to be left alone until 2026-11-01T05:00:\d\dZ/],
	['429-date', 'limited', /the server answered 429 and wants to be left alone until 2026-11-01T0(4:59:59|5:00:00)Z/],
	['500', 'server', /the server answered 500/],
	['slow-headers', 'timeout', /did not answer in time/],
	['slow-body', 'timeout', /fell silent/],
	['shorter-than-said', 'broken', /its answer broke off/],
	['longer-than-said', 'cut', /breaks off: its 1 whole entries were read/],
	['gzip-bomb', 'tooLarge', /larger than 20 MB/],
	['no-gzip', 'broken', /its answer broke off/],
	['endless', 'tooLarge', /larger than 20 MB/],
	['html', 'notAFeed', /a web page, not a feed/],
	['nothing', 'empty', /the file is empty/],
	['no-items', 'empty', /a feed that holds none/],
	['charset', 'charset', /says that it is in utf-8, but its letters are in windows-1251/],
	['tls', 'tls', /certificate/],
	['reset-at-connect', 'unreachable', /broke the connection off/],
	['reset-after-headers', 'broken', /its answer broke off/],
	['reset-in-body', 'broken', /its answer broke off/],
	['nobody-there', 'unreachable', /refused the connection/],
];
const GOOD = ['first', 'moved', 'second', 'charset', 'longer-than-said'];
const ALL = [...FAULTS.map(([fault]) => fault), 'first', 'moved', 'second'];

let run: TestRun;
let server: FaultServer;
let report: IngestReport;

const idOf = (fault: string): string => `s-${fault}`;
const stateOf = (fault: string): FeedState | undefined => {
	const path = statePath(idOf(fault));
	const text = run.files('state').get(path)?.bytes ?? '';
	return sourceStateSchema.parse(parseYaml(text)).feeds[0];
};
const ingest = (now: string): Promise<IngestReport> =>
	run.ingest({ now, settings: { gapMs: 0, retryPausesMs: [], silenceMs: 1500 } });

beforeAll(async () => {
	run = makeTestRun();
	const seeds = new Map<string, number>();
	server = await startFaultServer((name) => {
		const seed = seeds.get(name) ?? seeds.size;
		seeds.set(name, seed);
		return rss({
			title: `Новость ${name}`,
			link: `https://${idOf(name)}.example/1`,
			html: `<p>${prose(60, seed)}</p>`,
		});
	}, NOW);
	for (const fault of ALL) run.writeSource(idOf(fault), [server.urlOf(fault)]);
	report = await ingest(NOW);
});
afterAll(async () => {
	await server.close();
	run.dispose();
});

test.each(FAULTS)('%s is reported as %s', (fault, feedClass, message) => {
	expect(stateOf(fault)).toMatchObject({ class: feedClass, since: NOW, message: expect.stringMatching(message) });
	const troubles = formatTroubles(report, { isVerbose: true, isQuiet: false });
	const line = troubles.split('\n').find((text) => text.startsWith(`${idOf(fault)}: `));
	expect(line).toMatch(message);
});

test('every failure says what to do', () => {
	const failures = report.sources.flatMap((source) => source.failures);
	expect(failures.length).toBeGreaterThan(20);
	for (const { hint } of failures) expect(hint).toMatch(/^State: \w+, failing since 2026-11-01T03:00:00Z\. \S/);
});

test('every other source comes through', () => {
	const added = report.sources.filter((source) => source.added === 1).map(({ id }) => id);
	expect(added).toEqual(GOOD.map(idOf).sort());
	expect(stateOf('first')).toEqual({
		url: server.urlOf('first'),
		class: 'ok',
		since: NOW,
		lastSuccessAt: NOW,
	});
});

test('a feed that moved for good is read, and named with the line to change', () => {
	const target = server.urlOf('there');
	expect(stateOf('moved')).toMatchObject({ class: 'moved', movedTo: target });
	expect(formatTroubles(report, { isVerbose: false, isQuiet: false })).toContain(
		`has moved for good to ${target}. In content/sources/s-moved.yaml, line 5, write: feeds: ["${target}"] [FEED_MOVED]`,
	);
});

test('a source that fails later keeps its articles, and one that is mended gives them', async () => {
	const before = run.articles().size;
	server.mend();
	const later = await ingest(DAY_LATER);
	expect(run.articles().size).toBeGreaterThan(before);
	const failing = later.sources.filter((source) => source.failures.length > 0).map(({ id }) => id);
	expect(failing).toEqual(['nobody-there', 'reset-at-connect', 'tls'].map(idOf));
	expect(stateOf('404')).toMatchObject({ class: 'ok', since: DAY_LATER });
	expect(stateOf('first')?.since).toBe(NOW);
});
