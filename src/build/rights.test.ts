import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchTokens } from '#core/search/tokens.ts';
import { servePreview } from './preview.ts';
import { type Needle, searchFolder } from './prove.ts';
import { differences } from './test-output.ts';

const root = process.cwd();
const ARTICLE_WORDS = 120;
let scratch = '';
const at = (...path: readonly string[]): string => join(scratch, ...path);

beforeAll(async () => {
	mkdirSync(join(root, '.scratch'), { recursive: true });
	scratch = mkdtempSync(join(root, '.scratch', 'rights-'));
	writeSource('open', { text: 'full', images: 'copy', feed: 'full' });
	writeSource('brief', { text: 'excerpt', words: 20, images: 'copy', feed: 'full' });
	writeSource('bare', { text: 'link', images: 'none', feed: 'full' });
	writeSource('copier', { text: 'full', images: 'copy', feed: 'full' });
	for (const [hue, name] of ['own', 'shared', 'inner'].entries()) {
		const background = { r: 40 * hue, g: 90, b: 10 };
		write(
			`content/feeds/${name}.png`,
			await sharp({ create: { width: 640, height: 400, channels: 3, background } })
				.png()
				.toBuffer(),
		);
	}
	write('content/feeds/open.xml', feed('open', ['first', 'second']));
	write('content/feeds/brief.xml', feed('brief', ['third']));
	write('content/feeds/bare.xml', feed('bare', ['fourth']));
	write('content/feeds/copier.xml', feed('copier', ['first'], { seed: 'open' }));
	expect(await run('ingest')).toMatchObject({ code: 0 });
	expect(await run('build')).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the whole text of a source is', { timeout: 60_000 }, () => {
	test('in its page, its feed and the search index where the source allows it', () => {
		const found = placesOf(sentences('open', 'second').slice(-1));
		expect(found.some((path) => /\/index\.html$/.test(path))).toBe(true);
		expect(found.some((path) => /rss\.xml$/.test(path))).toBe(true);
		expect(found.some((path) => /\.pf_fragment$/.test(path))).toBe(true);
		expect(placesOfWord(rareWord('open', 'second'))).not.toEqual([]);
	});

	test.each([
		['an excerpt', 'brief', 'third', 20],
		['a link', 'bare', 'fourth', 0],
	] as const)(
		'in no file of any kind where it allows %s alone, not even its pictures’ words',
		(_, source, name, words) => {
			const beyond = sentences(source, name).filter((_sentence, index) => index * 12 >= words);
			const secrets = [...beyond, altOf(source, name).slice(-60)];
			expect(placesOf(secrets)).toEqual([]);
			expect(placesOfWord(rareWord(source, name))).toEqual([]);
			for (const folder of ['content/articles', 'content/state', 'cache', 'dist']) {
				expect(searchFolder(at(folder), secrets.map(toNeedle)).traces).toEqual([]);
			}
		},
	);

	test('gone from all outputs at the next build once the source allows less, whatever the files still hold', async () => {
		const secret = [...sentences('open', 'second').slice(3), altOf('open', 'second').slice(-60)];
		expect(placesOf(secret.slice(-1))).not.toEqual([]);
		writeSource('open', { text: 'excerpt', words: 20, images: 'copy', feed: 'full' });
		await run('build');
		expect(searchFolder(at('content/articles'), secret.map(toNeedle)).traces).not.toEqual([]);
		expect(placesOf(secret)).toEqual([]);
		expect(placesOfWord(rareWord('open', 'second'))).toEqual([]);
		writeSource('open', { text: 'full', images: 'copy', feed: 'full' });
		await run('build');
		expect(placesOf(secret)).not.toEqual([]);
	});
});

describe('a source that is not read any more', { timeout: 60_000 }, () => {
	const file = (): string => at('content/sources/copier.yaml');
	let text = '';
	beforeAll(() => {
		text = readFileSync(file(), 'utf8');
	});
	afterAll(async () => {
		writeFileSync(file(), text);
		await run('build');
	});

	test('keeps its articles as they are where it is disabled, and ingest says so', async () => {
		writeFileSync(file(), text.replace('enabled: true', 'enabled: false'));
		const { out } = await run('ingest');
		expect(out).toContain('copier is disabled: nothing of it is read, its articles (1) stay');
		expect(await run('build')).toMatchObject({ code: 0, err: '' });
		expect(pageOf('copier', 'first')).toContain(sentences('open', 'first')[2]);
	});

	test('is shown as title and link alone where its file is gone, and ingest and build say what to do', async () => {
		rmSync(file());
		const said =
			/copier has no file in content\/sources\/: its articles \(1\) are shown as title and link alone\..*npm run remove -- --source copier/;
		expect((await run('ingest')).out).toMatch(said);
		expect((await run('build')).err).toMatch(said);
		expect(pageOf('copier', 'first')).toContain(title('copier', 'first'));
		expect(pageOf('copier', 'first')).not.toContain(sentences('open', 'first')[2]);
	});
});

/** The page of an article. */
function pageOf(source: string, name: string): string {
	return readFileSync(at('dist', articleOf(source, name).permalink, 'index.html'), 'utf8');
}

describe('npm run remove', { timeout: 120_000 }, () => {
	test('tells without deleting what it would delete, and knows an article by each of its names', async () => {
		const { id, permalink } = articleOf('open', 'first');
		for (const name of [
			id,
			permalink,
			`https://jarchy.example${permalink}`,
			`http://localhost:4321${permalink}`,
			link('open', 'first'),
			'open-first',
		]) {
			const { code, out } = await run('remove', name, '--why', 'A letter', '--dry-run');
			expect([name, code]).toEqual([name, 0]);
			expect(out).toContain(`Would remove “${title('open', 'first')}” of open, ${permalink}`);
		}
		expect(articleOf('open', 'first').id).toBe(id);
		expect(existsSync(at('content/removed'))).toBe(false);
	});

	test.each([
		[['abcdefghij', '--why', 'x'], 'There is no article “abcdefghij”'],
		[['--source', 'nobody', '--why', 'x'], 'There is no source “nobody”'],
		[['abcdefghij'], 'Say with --why who asked for it'],
		[['--why', 'x'], 'Name one article, or a source with --source ID.'],
	])('refuses %j with exit code 2', async (args, message) => {
		const { code, err } = await run('remove', ...args);
		expect(code).toBe(2);
		expect(err).toContain(message);
	});

	test('leaves no trace of an article in any output, proves it, and no rollback brings it back', async () => {
		const { id, permalink, file } = articleOf('open', 'first');
		const copy = articleOf('copier', 'first');
		expect(copy.text).toContain(`reprintOf: "${id}"`);
		const { code, out } = await run('remove', id, '--why', 'A letter of 24 November');
		expect(out).toContain('found them 0 times');
		expect(out).toContain(`npm run remove -- ${copy.id} --why …   copier: ${title('copier', 'first')}`);
		expect(code).toBe(0);
		expect(existsSync(file)).toBe(false);
		const needles: Needle[] = [id, permalink].map((text) => ({ what: text, text, as: 'bytes' }));
		const traces = searchFolder(at('dist'), [...needles, toNeedle(title('open', 'first'))]).traces;
		expect([...new Set(traces.map(({ path }) => path))]).toEqual(['gone.txt']);
		expect(await run('rollback')).toMatchObject({ code: 3 });
	});

	test('keeps a picture that another article shows, deletes the others, and gives a reprint a page of its own', () => {
		const pictures = readdirSync(at('content/media'), { recursive: true, encoding: 'utf8' }).filter((path) =>
			path.endsWith('.webp'),
		);
		const shown = readFileSync(articleOf('open', 'second').file, 'utf8');
		expect(pictures.length).toBeGreaterThan(0);
		for (const path of pictures) {
			const original = /([0-9a-f]{64})-/.exec(path)?.[1] ?? '';
			const owners = ['open second', 'brief third', 'copier first'].map((name) => name.split(' '));
			expect(owners.some(([source = '', name = '']) => articleOf(source, name).text.includes(original))).toBe(true);
		}
		expect(shown).toContain('image:');
		expect(articleOf('copier', 'first').text).not.toContain('reprintOf');
	});

	test('leaves a site that is, byte for byte, the one that a build from nothing makes', async () => {
		await run('build', { DIST_DIR: at('clean'), CACHE_DIR: at('clean-cache') });
		expect(differences(at('dist'), at('clean'))).toEqual([]);
	});

	test('is remembered: ingest leaves the article out, and its page answers 410', async () => {
		const { out } = await run('ingest');
		expect(out).toContain('Left out what was removed on request: 1 of open.');
		const [permalink = ''] = readFileSync(at('dist/gone.txt'), 'utf8').split('\n');
		const { url, server } = await servePreview({ distDir: at('dist'), port: 0 });
		const answers = await Promise.all([fetch(url + permalink), fetch(`${url}/ru/no-such-page/`)]);
		server.close();
		expect(answers.map(({ status }) => status)).toEqual([410, 404]);
	});

	test('takes a whole source down: its articles go, its file is disabled, it is not read again', async () => {
		const { id } = articleOf('open', 'second');
		const { code, out } = await run('remove', '--source', 'open', '--why', 'A letter');
		expect(code).toBe(0);
		expect(out).toContain('Set enabled: false in sources/open.yaml.');
		expect(readFileSync(at('content/sources/open.yaml'), 'utf8')).toContain('enabled: false');
		expect(readFileSync(at(`content/removed/${id}.yaml`), 'utf8')).not.toContain(title('open', 'second'));
		writeSource('open', { text: 'full', images: 'copy', feed: 'full' });
		await run('ingest');
		expect(() => articleOf('open', 'second')).toThrow();
	});
});

/** Files of the site that hold one of the texts. */
function placesOf(texts: readonly string[]): string[] {
	return searchFolder(at('dist'), texts.map(toNeedle)).traces.map(({ path }) => path);
}

/** Files of the search index that know a word, which they have as a token. */
function placesOfWord(word: string): string[] {
	const [token] = searchTokens(word);
	const needle: Needle = { what: word, text: token?.key ?? '', as: 'bytes' };
	return searchFolder(at('dist/pagefind'), [needle]).traces.map(({ path }) => path);
}

function toNeedle(text: string): Needle {
	return { what: text, text, as: 'letters' };
}

/** A description of a picture that goes on to tell what the text tells. */
function altOf(source: string, name: string): string {
	return Array.from({ length: 20 }, (_, index) => wordOf(`${source} ${name} alt ${index}`)).join(' ');
}

function title(source: string, name: string): string {
	return `Жители города рассказали, почему закрыли ${wordOf(`${source} ${name} title`)}`;
}

function link(source: string, name: string): string {
	return `https://${source}.example/${name}`;
}

/** Sentences of ten words that stand in one article alone. */
function sentences(source: string, name: string): string[] {
	return Array.from({ length: ARTICLE_WORDS / 10 }, (_, sentence) => {
		const words = Array.from({ length: 2 }, (_word, index) => wordOf(`${source} ${name} ${sentence} ${index}`));
		return `Жители города рассказали, что ${words.join(' и ещё не видели, как ')} вчера.`;
	});
}

/** The last word of an article, in no other text. */
function rareWord(source: string, name: string): string {
	return wordOf(`${source} ${name} ${ARTICLE_WORDS / 10 - 1} 1`);
}

function wordOf(seed: string): string {
	const syllables = ['ба', 'го', 'ди', 'ла', 'мо', 'на', 'ри', 'со', 'ту', 'ве', 'жа', 'ку'];
	let hash = 7;
	for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 0x0100_0193) >>> 0;
	return Array.from({ length: 5 }, (_, index) => syllables[(hash >>> (index * 6)) % 12]).join('');
}

function feed(source: string, names: readonly string[], { seed = source }: { seed?: string } = {}): string {
	const items = names.map((name, index) => {
		const html = sentences(seed, name)
			.map((sentence) => `<p>${sentence}</p>`)
			.join('');
		const pictures = [name === 'first' ? 'own' : 'shared', 'inner'].map(
			(one) => `<img src="${one}.png" alt="${altOf(source, name)}">`,
		);
		return `<item><title>${title(source, name)}</title><link>${link(source, name)}</link><guid isPermaLink="false">${source}-${name}</guid><pubDate>Thu, 29 Jul 2021 05:4${index + (source === 'copier' ? 5 : 0)}:00 GMT</pubDate><content:encoded><![CDATA[${pictures.join('')}${html}]]></content:encoded></item>`;
	});
	return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><link>https://${source}.example/</link>${items.join('\n')}</channel></rss>`;
}

function writeSource(id: string, rights: Readonly<Record<string, unknown>>): void {
	const all = { searchEngines: true, ownSearch: true, ai: 'deny', evidence: 'https://press.example/terms', ...rights };
	write(
		`content/sources/${id}.yaml`,
		`name: The ${id}\nlang: ru\ntimeZone: Asia/Bishkek\nenabled: true\nfeeds: [feeds/${id}.xml]\nfollow: never\nrights: ${JSON.stringify(all)}\n`,
	);
}

function write(path: string, data: string | Uint8Array): void {
	mkdirSync(dirname(at(path)), { recursive: true });
	writeFileSync(at(path), data);
}

/** The stored article of a source with a title. */
function articleOf(source: string, name: string): { id: string; permalink: string; file: string; text: string } {
	const folder = at('content/articles');
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.md'))) {
		const text = readFileSync(join(folder, path), 'utf8');
		if (!(text.includes(`source: "${source}"`) && text.includes(title(source, name)))) continue;
		const field = (key: string): string => new RegExp(`^${key}: "(.*)"$`, 'm').exec(text)?.[1] ?? '';
		return { id: field('id'), permalink: field('permalink'), file: join(folder, path), text };
	}
	throw new Error(`${source} has no article ${name}.`);
}

/** Runs a command of this project to its end. */
function run(
	script: string,
	...args: readonly (string | Readonly<Record<string, string>>)[]
): Promise<{ code: number; out: string; err: string }> {
	const flags = args.filter((arg) => typeof arg === 'string');
	const more = Object.assign({}, ...args.filter((arg) => typeof arg !== 'string'));
	const folders = { CONTENT_DIR: at('content'), CACHE_DIR: at('cache'), DIST_DIR: at('dist') };
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, 'scripts', `${script}.ts`), ...flags], {
			cwd: root,
			env: { ...process.env, ...folders, ...more },
		});
		const texts = { out: '', err: '' };
		child.stdout.on('data', (chunk) => {
			texts.out += String(chunk);
		});
		child.stderr.on('data', (chunk) => {
			texts.err += String(chunk);
		});
		child.once('error', reject);
		child.once('exit', (code) => resolve({ code: code ?? -1, ...texts }));
	});
}
