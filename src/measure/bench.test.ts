import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { filesBelow } from '#build/files.ts';
import { searchSpans } from '#build/search-bounds.ts';
import { toPhaseResult } from './bench.ts';
import { PHASE_OF, PHASES, writeBase } from './bench-phases.ts';
import { chooseWord } from './bench-search.ts';
import { formatTable } from './bench-table.ts';
import { shellEnv } from './npm.ts';
import { readSiteData } from './peers/site-data.ts';

const contentDir = mkdtempSync(join(tmpdir(), 'jarchy-bench-'));
afterAll(() => rmSync(contentDir, { recursive: true, force: true }));

function dayCounts(): { day: string; count: number }[] {
	const days = filesBelow(join(contentDir, 'articles')).map((path) => path.slice(0, 10).replaceAll('/', '-'));
	return [...Map.groupBy(days, (day) => day)].map(([day, all]) => ({ day, count: all.length }));
}

test('phases change the content as they say, and only the last day turns a third of a month', () => {
	const corpus = writeBase({ contentDir, articles: 400 });
	const countArticles = (): number => filesBelow(join(contentDir, 'articles')).length;
	const oldest = join(contentDir, corpus.paths[10] ?? '');
	const before = readFileSync(oldest, 'utf8');
	const counts = PHASES.map((name) => {
		PHASE_OF[name].change?.(corpus);
		return [name, countArticles(), searchSpans(dayCounts())[0]?.key];
	});
	expect(counts).toEqual([
		['full', 400, '2026-10-31'],
		['noop', 400, '2026-10-31'],
		['plus20', 420, '2026-10-31'],
		['plus20AfterIngest', 440, '2026-10-31'],
		['oldEdit', 440, '2026-10-31'],
		['deletion', 439, '2026-10-31'],
		['mergeDay', 440, '2026-11-01'],
		['templateChange', 440, '2026-11-01'],
	]);
	const [head, body = ''] = before.split('\n---\n\n');
	expect(readFileSync(oldest, 'utf8')).toBe(`${head}\n---\n\n${body.replace(/^\S+/, 'Changed')}`);
});

test('peers get every article with its related ones resolved', () => {
	const { paths } = writeBase({ contentDir, articles: 20 });
	const articles = [...readSiteData(contentDir, paths).articles()];
	expect(articles).toHaveLength(20);
	expect(articles[0]?.related).toEqual([]);
	expect(articles[7]?.related[0]).toMatchObject({ permalink: articles[2]?.permalink, title: articles[2]?.title });
	expect(articles[7]?.permalink).toBe(`/${articles[7]?.lang}/${articles[7]?.path}/`);
});

test('sums what a build changed by what it is', () => {
	const cost = { wallS: 2, cpuS: 3, peakMiB: 4, totalPeakMiB: 5 };
	const samples = [
		{ at: 1000, cpuS: 0, mostMiB: 1, totalMiB: 1 },
		{ at: 2000, cpuS: 2, mostMiB: 4, totalMiB: 5 },
	];
	const run = { ...cost, code: 0, stdout: '', stderr: '', samples };
	const result = toPhaseResult(run, {
		articles: 3,
		pages: 5,
		feeds: 1,
		looked: 4,
		unchanged: 0,
		written: {
			article: { files: 2, bytes: 200 },
			search: { files: 1, bytes: 10 },
			feed: { files: 1, bytes: 50 },
			searchIndex: { files: 3, bytes: 30 },
			sitemap: { files: 1, bytes: 5 },
		},
		deleted: { article: { files: 1, bytes: 100 }, searchIndex: { files: 2, bytes: 20 } },
		uploadBytes: 290,
		steps: [
			{ step: 'plan', startedAt: 1000, wallS: 0.25 },
			{ step: 'render', startedAt: 1250, wallS: 0.5 },
			{ step: 'plan', startedAt: 1750, wallS: 0.25 },
		],
	});
	expect(result).toEqual({
		...cost,
		pagesWritten: 3,
		feedsWritten: 1,
		filesChanged: 11,
		pagesChanged: 4,
		bytesChanged: 295,
		searchBytes: 30,
		bytesChangedOutsideSearch: 265,
		bytesToUpload: 290,
		steps: {
			plan: { wallS: 0.5, cpuS: 1, peakMiB: 4, totalPeakMiB: 5 },
			render: { wallS: 0.5, cpuS: 1, peakMiB: 0, totalPeakMiB: 0 },
		},
	});
});

test('asks for a word that stands in one article of fifty', () => {
	const texts = Array.from({ length: 1000 }, (_, index) =>
		[`везде`, index % 50 === 0 ? 'иногда' : '', index % 49 === 0 ? 'почти' : '', index === 7 ? 'редкость' : ''].join(
			' ',
		),
	);
	expect(chooseWord(texts)).toMatchObject({ word: 'иногда', articles: 20 });
	expect(() => chooseWord(['none'])).toThrow(/too few articles/);
});

test('gives commands the environment of a shell, not of a script of npm', () => {
	const env = {
		HOME: '/home/me',
		PATH: '/p/node_modules/.bin:/usr/bin:/n/node-gyp-bin',
		npm_config_x: '1',
		INIT_CWD: '/p',
	};
	expect(shellEnv(env)).toEqual({ HOME: '/home/me', PATH: '/usr/bin' });
});

test('aligns the cells of a table', () => {
	expect(
		formatTable([
			['phase', 's'],
			['noop', '10.25'],
		]),
	).toBe('phase      s\nnoop   10.25');
});
