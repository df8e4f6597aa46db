import { spawn } from 'node:child_process';
import {
	closeSync,
	cpSync,
	existsSync,
	fstatSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catalogPath } from '#catalog/catalog.ts';
import type { Folders } from '#catalog/folders.ts';
import { type ChangingContent, makeChangingContent } from '#measure/mutations.ts';
import { buildSite } from './build.ts';
import { filesBelow } from './files.ts';
import { manifestPath } from './manifest.ts';
import type { BuildReport } from './report.ts';
import { rollBackSite } from './rollback.ts';

const root = process.cwd();
let scratch = '';
let content: ChangingContent;
const foldersIn = (name: string): Folders => ({
	contentDir: join(scratch, 'content'),
	cacheDir: join(scratch, `${name}-cache`),
	distDir: join(scratch, name),
});

beforeAll(async () => {
	mkdirSync(join(root, '.scratch'), { recursive: true });
	scratch = mkdtempSync(join(root, '.scratch', 'resilience-'));
	content = makeChangingContent(join(scratch, 'content'), 11, 120);
	await buildSite({ root, ...foldersIn('site') });
}, 60_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A built site in folders of its own; the build knows the copy for another folder and takes stock of it once. */
async function copyOfSite(name: string): Promise<Folders> {
	const [from, to] = [foldersIn('site'), foldersIn(name)];
	for (const key of ['cacheDir', 'distDir'] as const) cpSync(from[key], to[key], { recursive: true });
	await buildSite({ root, ...to });
	return to;
}

/** A build and what it told. */
async function buildNoting(folders: Folders): Promise<{ report: BuildReport; notes: string[] }> {
	const notes: string[] = [];
	const report = await buildSite({ root, ...folders, onNote: (text) => notes.push(text) });
	return { report, notes };
}

function site(folders: Folders): Map<string, string> {
	return new Map(
		filesBelow(folders.distDir).map((path) => [path, readFileSync(join(folders.distDir, path), 'latin1')]),
	);
}

/** Overwrites the middle of a file, as a bad disk or a torn copy does. */
function damage(path: string): void {
	for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
	const file = openSync(path, 'r+');
	const { size } = fstatSync(file);
	writeSync(file, Buffer.alloc(Math.floor(size * 0.8), 0x5a), 0, undefined, Math.floor(size * 0.1));
	closeSync(file);
}

/** Runs a command of this project to its end. */
function run(script: string, folders: Folders, ...args: readonly string[]): Promise<{ code: number; err: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
			cwd: root,
			env: { ...process.env, ...environment(folders) },
		});
		let err = '';
		child.stderr.on('data', (chunk) => {
			err += String(chunk);
		});
		child.once('error', reject);
		child.once('exit', (code) => resolve({ code: code ?? -1, err }));
	});
}

function environment({ contentDir, cacheDir, distDir }: Folders): Record<string, string> {
	return { CONTENT_DIR: contentDir, CACHE_DIR: cacheDir, DIST_DIR: distDir };
}

describe('a build', { timeout: 120_000 }, () => {
	test.each([
		['catalog', catalogPath],
		['manifest', manifestPath],
	] as const)('goes on without a %s that is damaged, and says so', async (name, pathOf) => {
		const folders = await copyOfSite(`damaged-${name}`);
		const before = site(folders);
		damage(pathOf(folders.cacheDir));
		const { notes } = await buildNoting(folders);
		expect(notes.join('\n')).toMatch(new RegExp(`The ${name} in .* was damaged and is built again\\.`));
		expect(site(folders)).toEqual(before);
	});

	test('makes everything again from content/ where the cache is lost', async () => {
		const folders = await copyOfSite('no-cache');
		const before = site(folders);
		rmSync(folders.cacheDir, { recursive: true });
		const { report } = await buildNoting(folders);
		expect(report.written.size).toBe(0);
		expect(site(folders)).toEqual(before);
	});

	test('is rolled back by one command, and the next one brings the content again', async () => {
		const folders = await copyOfSite('rolled-back');
		const before = site(folders);
		do content.change();
		while ((await buildSite({ root, ...folders })).written.size === 0);
		const after = site(folders);
		expect(after).not.toEqual(before);
		rollBackSite(folders);
		expect(site(folders)).toEqual(before);
		await buildSite({ root, ...folders });
		expect(site(folders)).toEqual(after);
	});

	test('stops beside another build or ingest, naming it, and takes over from one that was killed', async () => {
		const folders = await copyOfSite('locked');
		const lock = join(folders.cacheDir, 'lock.json');
		const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
		writeFileSync(lock, JSON.stringify({ pid: sleeper.pid, command: 'npm run ingest' }));
		for (const script of ['build.ts', 'rollback.ts', 'ingest.ts']) {
			const { code, err } = await run(script, folders);
			expect(code).toBe(3);
			expect(err).toContain(`npm run ingest (process ${sleeper.pid}) is at work on this content folder.`);
		}
		sleeper.kill('SIGKILL');
		await new Promise((resolve) => sleeper.once('exit', resolve));
		expect(await run('build.ts', folders, '--quiet')).toEqual({ code: 0, err: '' });
		expect(existsSync(lock)).toBe(false);
	});

	test('that breaks off at a bad file of content/ leaves the last site and names the file', async () => {
		const folders = await copyOfSite('bad-file');
		const before = site(folders);
		const bad = join(folders.contentDir, 'articles/bad.md');
		writeFileSync(bad, '---\ntitle: [\n---\n');
		const { code, err } = await run('build.ts', folders);
		rmSync(bad);
		expect(code).toBe(2);
		expect(err).toContain('articles/bad.md');
		expect(site(folders)).toEqual(before);
	});
});

/** A folder on a disk of its own, which is small: Linux lets a process without rights have one in a namespace. */
const SMALL_DISK = 'mount -t tmpfs -o size="$SIZE" none "$DISK"';
const hasSmallDisks = await new Promise<boolean>((resolve) => {
	if (process.platform !== 'linux') return resolve(false);
	const child = spawn('unshare', ['-rm', 'sh', '-c', SMALL_DISK], {
		env: { ...process.env, SIZE: '1m', DISK: '/mnt' },
	});
	child.once('error', () => resolve(false));
	child.once('exit', (code) => resolve(code === 0));
});

/** Grows the content by some megabytes, as ingest does, then builds and says how that ended and what stands. */
const FILL = `set -e
mkdir -p "$DISK" && ${SMALL_DISK}
cp -a "$FROM/." "$DISK"
for part in 1 2 3 4 5 6; do head -c 400000 /dev/urandom > "$CONTENT_DIR/pages/$part.bin"; done
set +e
"$NODE" scripts/build.ts --full > "$OUT/log" 2>&1
echo $? > "$OUT/code"
cp -a "$DIST_DIR" "$OUT/dist"
`;

describe.skipIf(!hasSmallDisks)('on a disk that is full, a build', { timeout: 120_000 }, () => {
	test.each(['distDir', 'cacheDir'] as const)('leaves the last site and says so (%s)', async (full) => {
		const folders = await copyOfSite(`full-${full}`);
		const before = site(folders);
		const used = filesBelow(folders[full]).reduce(
			(sum, path) => sum + readFileSync(join(folders[full], path)).length,
			0,
		);
		const out = join(scratch, `out-${full}`);
		mkdirSync(out);
		const kept = `${folders[full]}-kept`;
		cpSync(folders[full], kept, { recursive: true });
		const grown = join(scratch, `content-${full}`);
		cpSync(folders.contentDir, grown, { recursive: true });
		lengthen(grown);
		const child = spawn('unshare', ['-rm', 'sh', '-c', FILL.replace(/^for .*$/m, '')], {
			cwd: root,
			stdio: 'inherit',
			env: {
				...process.env,
				...environment({ ...folders, contentDir: grown }),
				NODE: process.execPath,
				DISK: folders[full],
				FROM: kept,
				OUT: out,
				// Each file takes whole pages, so what lies there needs more than its bytes.
				SIZE: String(Math.ceil((used + 4096 * filesBelow(folders[full]).length) * 1.02)),
			},
		});
		await new Promise((resolve) => child.once('exit', resolve));
		const log = readFileSync(join(out, 'log'), 'utf8');
		expect(log).toContain('There is no room left for');
		expect(readFileSync(join(out, 'code'), 'utf8').trim()).toBe('3');
		expect(site({ ...folders, distDir: join(out, 'dist') })).toEqual(before);
	});
});

/** Makes every article's text longer by some kilobytes. */
function lengthen(contentDir: string): void {
	for (const name of readdirSync(join(contentDir, 'articles'), { recursive: true, encoding: 'utf8' })) {
		const file = join(contentDir, 'articles', name);
		if (name.endsWith('.md')) writeFileSync(file, `${readFileSync(file, 'utf8')}\n${'Озеро. '.repeat(3000)}\n`);
	}
}
