import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { syncCatalog } from '#catalog/sync.ts';
import { makeTestContent, type TestContent } from '#catalog/test-content.ts';
import { toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';
import { searchRecords } from './search-record.ts';
import { closeIndexer, writeRoot, writeShard } from './search-shard.ts';

const ALWAYS = { first: '', last: '9' };

let content: TestContent;
let outDir = '';
beforeEach(() => {
	content = makeTestContent();
	outDir = mkdtempSync(join(tmpdir(), 'jarchy-search-'));
});
afterEach(() => {
	content.dispose();
	rmSync(outDir, { recursive: true, force: true });
});

interface Fragment {
	readonly url: string;
	readonly content: string;
	readonly meta: Readonly<Record<string, string>>;
}

async function build(): Promise<{ records: number; fragments: Fragment[] }> {
	rmSync(outDir, { recursive: true, force: true });
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	await writeRoot(join(outDir, 'pagefind'));
	const records = await writeShard(searchRecords(toSite(catalog), ALWAYS), join(outDir, 'pagefind/all'));
	await closeIndexer();
	catalog.close();
	const fragments = filesBelow(outDir)
		.filter((path) => path.includes('fragment/'))
		.map(
			(path): Fragment =>
				JSON.parse(
					gunzipSync(readFileSync(join(outDir, path)))
						.toString('utf8')
						.slice(12),
				),
		);
	return { records, fragments };
}

function filesBelow(folder: string): string[] {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return entries.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** Everything written, decompressed, as one text. */
function everything(): string {
	return filesBelow(outDir)
		.filter((path) => /pf_(fragment|index|meta|filter)$/.test(path))
		.map((path) => gunzipSync(readFileSync(join(outDir, path))).toString('utf8'))
		.join('\n');
}

function writeSource(id: string, rights: string): void {
	content.write(
		`sources/${id}.yaml`,
		`name: ${id.toUpperCase()}\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: []\nfollow: never\nrights: {${rights}, evidence: "https://x.example/"}\n`,
	);
}

test('a fragment shows title, text, source, date and language in the original spelling', async () => {
	content.writeArticle(
		{ id: 'aaaaaaaaaa', title: '«Манас» — ЭПОС', lang: 'ky', publishedAt: '2021-07-28T20:30:00Z' },
		'## Башы\n\nАЛА-Тоо & Ош < Нарын.',
	);
	const { records, fragments } = await build();
	expect(records).toBe(1);
	expect(fragments).toMatchObject([
		{
			url: '/ky/2021/07/29/x-aaaaaaaaaa/',
			content: 'Башы \u200bАЛА-Тоо &amp; \u200bОш < \u200bНарын.',
			meta: { title: '«Манас» — ЭПОС', source: 'Press', date: '2021-07-29T02:30:00+06:00', lang: 'ky' },
		},
	]);
});

test('only what a browser fetches is written', async () => {
	content.writeArticle({ id: 'aaaaaaaaaa' });
	await build();
	const kinds = filesBelow(join(outDir, 'pagefind')).map((path) => path.replace(/[\w-]*_[0-9a-f]+/, '*'));
	expect([...new Set(kinds)].sort()).toEqual([
		'all/filter/*.pf_filter',
		'all/fragment/*.pf_fragment',
		'all/index/*.pf_index',
		'all/pagefind-entry.json',
		'all/pagefind.*.pf_meta',
		'index/*.pf_index',
		'pagefind-entry.json',
		'pagefind.*.pf_meta',
		'pagefind.js',
		'wasm.unknown.pagefind',
	]);
});

test('words beyond what a source allows are nowhere in the index', async () => {
	writeSource(
		'short',
		'text: excerpt, words: 4, images: none, searchEngines: true, ownSearch: true, feed: excerpt, ai: deny',
	);
	writeSource('link', 'text: link, images: none, searchEngines: true, ownSearch: true, feed: excerpt, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa', source: 'short', excerpt: '' }, 'один два три четыре закрытое слово');
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'link', title: 'Заголовок', excerpt: 'секрет' }, 'тайный текст');
	const { fragments } = await build();
	expect(fragments.map((fragment) => fragment.content.replaceAll('\u200b', '')).sort()).toEqual([
		'',
		'один два три четыре…',
	]);
	expect(everything()).not.toMatch(/закрытое|секрет|тайный/);
});

test('sources that allow no search, languages without an edition and reprints of what is found are left out', async () => {
	writeSource('hidden', 'text: full, images: none, searchEngines: true, ownSearch: false, feed: full, ai: deny');
	content.writeArticle({ id: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'bbbbbbbbbb', source: 'hidden' });
	content.writeArticle({ id: 'cccccccccc', lang: 'de' });
	content.writeArticle({ id: 'dddddddddd', reprintOf: 'aaaaaaaaaa' });
	content.writeArticle({ id: 'eeeeeeeeee', reprintOf: 'bbbbbbbbbb' });
	const { fragments } = await build();
	expect(fragments.map(({ url }) => url.slice(-11, -1)).sort()).toEqual(['aaaaaaaaaa', 'eeeeeeeeee']);
});

test('two builds of the same content give the same bytes', async () => {
	for (const [index, id] of ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'].entries()) {
		content.writeArticle({
			id,
			publishedAt: `2021-07-2${index}T10:00:00+06:00`,
			topics: [{ id: 'sport', by: 'rule', evidence: [] }],
		});
	}
	const digest = (): string =>
		filesBelow(outDir)
			.map((path) => `${path} ${readFileSync(join(outDir, path)).toString('base64')}`)
			.join('\n');
	await build();
	const first = digest();
	await build();
	expect(digest()).toBe(first);
});

test('a fragment whose article was edited has another name, even where the index stays', async () => {
	const names = (): string[] => filesBelow(join(outDir, 'pagefind/all/fragment'));
	content.writeArticle({ id: 'aaaaaaaaaa' }, 'Текст');
	await build();
	const before = names();
	content.writeArticle({ id: 'aaaaaaaaaa' }, 'ТЕКСТ');
	await build();
	expect(names()).not.toEqual(before);
});

test('a site without articles has an index that finds nothing', async () => {
	const { records } = await build();
	expect(records).toBe(0);
	expect(existsSync(join(outDir, 'pagefind/pagefind-entry.json'))).toBe(true);
	const entry: { languages: object } = JSON.parse(readFileSync(join(outDir, 'pagefind/pagefind-entry.json'), 'utf8'));
	expect(Object.keys(entry.languages)).toHaveLength(1);
});
