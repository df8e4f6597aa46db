import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { readArticle, sha256 } from '#catalog/documents.ts';
import { parseYaml } from '#catalog/frontmatter.ts';
import { generator } from './random.ts';

const COMMAND = join(import.meta.dirname, '../../scripts/ingest.ts');
const NOW = '2026-11-01T03:00:00Z';
/** Where files are written before they are moved to their place; the next run clears it. */
const TEMPORARY = '.tmp';
const WRITTEN = ['media', 'articles'];
/** Kills that come too late say that the whole run was covered. */
const OVERSHOOT = 1.1;
const LOOK_EVERY_MS = 3;

export interface KillOptions {
	readonly kills: number;
	readonly seed: number;
	/** How many articles each of the three sources has. */
	readonly articles: number;
	readonly onProgress: (done: number, findings: number) => void;
}

/** What was found after an ingest was killed, and how far the kills went. */
export interface KillResult {
	readonly kills: number;
	/** Runs that ended before the kill came. */
	readonly tooLate: number;
	/** Runs of which something was written when the kill came. */
	readonly halfway: number;
	readonly findings: readonly string[];
}

/**
 * Kills a real `npm run ingest` at random moments, each time over a fresh content folder: after it no file may be half
 * written, and after the next run the folder must hold the bytes that an undisturbed run leaves.
 */
export async function killIngest({ kills, seed, articles, onProgress }: KillOptions): Promise<KillResult> {
	const dir = mkdtempSync(join(tmpdir(), 'jarchy-kill-'));
	const random = generator(seed);
	const counts = { tooLate: 0, halfway: 0 };
	const findings: string[] = [];
	try {
		await writeInputs(join(dir, 'inputs'), articles);
		const { wholeMs, writingMs } = await run(freshCopy(dir));
		const wanted = snapshot(dir);
		const before = snapshotOf(join(dir, 'inputs')).size;
		for (let kill = 1; kill <= kills; kill++) {
			// Half of the time goes into starting and reading: every other kill waits for the first file to be written.
			const fromFirstFile = kill % 2 === 0;
			const afterMs = random() * (fromFirstFile ? writingMs : wholeMs) * OVERSHOOT;
			const found: string[] = [];
			const { wasKilled } = await run(freshCopy(dir), { afterMs, fromFirstFile });
			if (!wasKilled) counts.tooLate++;
			const left = snapshot(dir);
			if (left.size > before && left.size < wanted.size) counts.halfway++;
			found.push(...(await halfFiles(join(dir, 'content'))));
			await run(dir);
			found.push(...differences(wanted, snapshot(dir)));
			findings.push(
				...found.map(
					(what) =>
						`kill ${kill} of seed ${seed}, ${Math.round(afterMs)} ms after ${fromFirstFile ? 'the first file' : 'the start'}: ${what}`,
				),
			);
			onProgress(kill, findings.length);
		}
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
	return { kills, ...counts, findings };
}

function freshCopy(dir: string): string {
	for (const folder of ['content', 'cache']) rmSync(join(dir, folder), { recursive: true, force: true });
	cpSync(join(dir, 'inputs'), join(dir, 'content'), { recursive: true });
	return dir;
}

interface Moment {
	readonly afterMs: number;
	/** Counted from the first file that is written, not from the start. */
	readonly fromFirstFile: boolean;
}

/** Runs ingest, killed at a moment. */
async function run(dir: string, moment?: Moment): Promise<{ wasKilled: boolean; wholeMs: number; writingMs: number }> {
	const startedAt = performance.now();
	let firstFileAt: number | undefined;
	const contentDir = join(dir, 'content');
	const env = { ...process.env, CONTENT_DIR: contentDir, CACHE_DIR: join(dir, 'cache') };
	const child = spawn(process.execPath, [COMMAND, '--now', NOW], { env, stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.on('data', (piece: Buffer) => {
		said += piece.toString();
	});
	const look = setInterval(() => {
		if (firstFileAt === undefined && WRITTEN.some((folder) => existsSync(join(contentDir, folder))))
			firstFileAt = performance.now();
		const from = moment?.fromFirstFile === true ? firstFileAt : startedAt;
		if (moment !== undefined && from !== undefined && performance.now() - from >= moment.afterMs) child.kill('SIGKILL');
	}, LOOK_EVERY_MS);
	const [code, signal] = await once(child, 'exit').finally(() => clearInterval(look));
	const endedAt = performance.now();
	if (code !== 0 && signal !== 'SIGKILL') throw new Error(`Ingest ended with ${code}: ${said}`);
	return {
		wasKilled: signal === 'SIGKILL',
		wholeMs: endedAt - startedAt,
		writingMs: endedAt - (firstFileAt ?? endedAt),
	};
}

/** Files of the content folder that nobody could use, and temporary ones outside of their place. */
async function halfFiles(contentDir: string): Promise<string[]> {
	const found: string[] = [];
	for (const path of filesBelow(contentDir)) {
		if (path.startsWith(`${TEMPORARY}/`)) continue;
		if (!(await isWhole(contentDir, path))) found.push(`${path} is half written`);
	}
	return found;
}

async function isWhole(contentDir: string, path: string): Promise<boolean> {
	try {
		if (path.startsWith('articles/')) return readArticle(contentDir, path).ok;
		const bytes = readFileSync(join(contentDir, path));
		if (path.startsWith('media/')) await sharp(bytes, { failOn: 'warning' }).stats();
		if (path.endsWith('.yaml')) parseYaml(bytes.toString());
		return bytes.length > 0;
	} catch {
		return false;
	}
}

function snapshot(dir: string): Map<string, string> {
	return snapshotOf(join(dir, 'content'));
}

function snapshotOf(folder: string): Map<string, string> {
	return new Map(filesBelow(folder).map((path) => [path, sha256(readFileSync(join(folder, path)))]));
}

function differences(wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
	const paths = [...new Set([...wanted.keys(), ...found.keys()])].sort();
	return paths.flatMap((path) => {
		if (wanted.get(path) === found.get(path)) return [];
		if (!found.has(path)) return [`the next run left out ${path}`];
		return [wanted.has(path) ? `the next run wrote ${path} otherwise` : `the next run left ${path} behind`];
	});
}

function filesBelow(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
}

/** Three sources that read local files: feeds with pictures beside them, saved pages, JSON Lines. */
async function writeInputs(folder: string, articles: number): Promise<void> {
	const write = (path: string, data: string | Uint8Array): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), data);
	};
	for (const [index, source] of SOURCES.entries()) write(`sources/${source}.yaml`, sourceFile(source, index));
	write('topics/lakes.yaml', 'labels: {ru: Озёра, ky: Көлдөр, en: Lakes}\norder: 1\nrules: {words: ["озер*"]}\n');
	for (let index = 0; index < articles; index++) {
		const channels = 3;
		const background = { r: (index * 37) % 256, g: (index * 91) % 256, b: 120 };
		const picture = sharp({ create: { width: 700 + index, height: 400, channels, background } });
		write(`inbox/pages/${index}.png`, await picture.png().toBuffer());
		write(`inbox/pages/${index}.html`, page(index));
	}
	const numbers = Array.from({ length: articles }, (_, index) => index);
	write('inbox/lines/all.jsonl', numbers.map((index) => `${JSON.stringify(record(index))}\n`).join(''));
	const items = numbers.map(
		(index) =>
			`<item><title>Лента ${index}: ${words(index, 6)}</title><link>https://feed.example/${index}</link><pubDate>${new Date(Date.UTC(2026, 9, 1 + (index % 28), 5)).toUTCString()}</pubDate><description>${words(index + 500, 60)}</description></item>`,
	);
	write('inbox/feed/rss.xml', `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`);
}

const SOURCES = ['feed', 'lines', 'pages'];

function sourceFile(source: string, index: number): string {
	const rights = {
		text: 'full',
		images: 'copy',
		searchEngines: true,
		ownSearch: true,
		feed: 'full',
		ai: 'deny',
		evidence: 'https://press.example/terms',
	};
	const fields = {
		name: source,
		lang: 'ru',
		timeZone: 'Asia/Bishkek',
		enabled: true,
		feeds: [`inbox/${source}/`],
		follow: 'never',
		rights: index === 0 ? { ...rights, text: 'excerpt', words: 30 } : rights,
	};
	return Object.entries(fields)
		.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
		.join('');
}

function page(index: number): string {
	const url = `https://pages.example/${index}`;
	return `<!doctype html><html lang="ru"><head><title>Страница ${index}</title><meta property="og:type" content="article"><link rel="canonical" href="${url}"><meta property="article:published_time" content="2026-09-${String(1 + (index % 28)).padStart(2, '0')}T10:00:00+06:00"></head><body><article><h1>Страница ${index} про озеро</h1><figure><img src="${index}.png" alt="Озеро"><figcaption>Озеро. Фото: А. Асанов</figcaption></figure><p>${words(index, 80)}</p><p>${words(index + 1000, 80)}</p></article></body></html>`;
}

/** Every second one is a copy of a page, so that there are reprints to decide on. */
function record(index: number): Record<string, string> {
	const copied = index % 2 === 0;
	return {
		url: `https://lines.example/${index}`,
		title: `Строка ${index} ${words(index, 5)}`,
		date: `2026-10-${String(1 + (index % 28)).padStart(2, '0')}`,
		text: copied ? `${words(index, 80)}\n\n${words(index + 1000, 80)}` : words(index + 2000, 120),
	};
}

const SYLLABLES = ['ба', 'го', 'ди', 'ла', 'мо', 'на', 'ри', 'со', 'ту', 'ве', 'жи', 'ку'];

function words(seed: number, count: number): string {
	const random = generator(seed);
	const syllable = (): string => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? '';
	return `${Array.from({ length: count }, () => syllable() + syllable() + syllable()).join(' ')}.`;
}
