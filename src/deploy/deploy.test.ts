import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from '#catalog/lock.ts';
import { type DeployReport, deploySite } from './deploy.ts';
import { FolderTarget } from './folder.ts';
import { readHost } from './host.ts';
import { type Count, openLedger } from './ledger.ts';
import type { Target, Upload } from './target.ts';
import { type Files, TestSite } from './test-site.ts';

const SITE = 'jarchy.example,2026';

let site: TestSite;
let host: string;
let notes: string[];
beforeEach(() => {
	site = new TestSite();
	host = join(site.root, 'host');
	notes = [];
});
afterEach(() => site.remove());

const FIRST: Files = {
	'_astro/page.1.css': 'css',
	'media/aa/one.webp': 'picture',
	'pagefind/2026/one.pf_index': 'words',
	'ru/2026/11/01/one/index.html': 'one, see tag a',
	'ru/2026/11/01/two/index.html': 'two',
	'ru/tags/a/index.html': 'tag a: one',
	'ru/about/index.html': 'about',
	'ru/index.html': 'front: one, two',
	'sitemap-index.xml': 'map',
};

const SECOND: Files = {
	'_astro/page.2.css': 'css of tomorrow',
	'media/aa/two.webp': 'another picture',
	'pagefind/2026/two.pf_index': 'more words',
	'ru/2026/11/01/one/index.html': 'one, see tag a and b',
	'ru/2026/11/01/two/index.html': 'two',
	'ru/2026/11/02/three/index.html': 'three, see tag b',
	'ru/tags/a/index.html': 'tag a: one',
	'ru/tags/b/index.html': 'tag b: one, three',
	'ru/index.html': 'front: three, one, two',
	'sitemap-index.xml': 'map of more',
};

/** A folder that keeps a record of what is done to it, and can fail at any operation. */
class WatchedFolder implements Target {
	readonly concurrency = 1;
	readonly done: string[] = [];
	/** Operations that change something until it fails. */
	left = Number.POSITIVE_INFINITY;
	/** True where the operation at which it fails takes effect all the same. */
	isLost = false;
	headers = '';
	onDone: (() => void) | undefined;
	readonly #folder: FolderTarget;

	constructor(dir: string) {
		this.#folder = new FolderTarget(dir);
	}

	get name(): string {
		return this.#folder.name;
	}

	check(): Promise<void> {
		return this.#folder.check();
	}

	claim(): Promise<void> {
		return this.#folder.claim();
	}

	read(path: string): Promise<Readable | undefined> {
		return this.#folder.read(path);
	}

	holds(upload: Upload): Promise<boolean> {
		return this.#folder.holds(upload);
	}

	put(upload: Upload): Promise<void> {
		return this.#change(`put ${upload.path}`, () => this.#folder.put(upload));
	}

	delete(path: string): Promise<void> {
		return this.#change(`delete ${path}`, () => this.#folder.delete(path));
	}

	close(): Promise<void> {
		return this.#folder.close();
	}

	async #change(what: string, work: () => Promise<void>): Promise<void> {
		this.left--;
		if (this.left < 0 && !this.isLost) throw new Error('killed');
		await work();
		if (this.left < 0) throw new Error('killed');
		this.done.push(what);
		this.onDone?.();
	}
}

async function deploy(target: Target = new FolderTarget(host), isDryRun = false): Promise<DeployReport> {
	const { distDir, cacheDir } = site;
	return await deploySite({ distDir, cacheDir, target, site: SITE, isDryRun, onNote: (text) => notes.push(text) });
}

function watched(): WatchedFolder {
	return new WatchedFolder(host);
}

/** The site at the host, its own files aside. */
function served(): Record<string, string> {
	if (!existsSync(host)) return {};
	const entries = readdirSync(host, { recursive: true, withFileTypes: true });
	const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const texts = paths.map((path) => [path.slice(host.length + 1), readFileSync(path, 'utf8')] as const);
	return Object.fromEntries(texts.filter(([path]) => !/^(\.jarchy|dist\.manifest)/.test(path)).sort());
}

function sorted(files: Files): Record<string, string> {
	return Object.fromEntries(Object.entries(files).sort());
}

function files(counts: readonly Count[]): number {
	return counts.reduce((sum, count) => sum + count.files, 0);
}

function numbers({ uploaded, deleted, leaving, unchanged }: DeployReport): number[] {
	return [files(uploaded), files(deleted), files(leaving), unchanged];
}

/** What the host's own manifests say, as the next deploy would read them on another machine. */
async function claimed(): Promise<{ path: string; sha256: string }[]> {
	const other = new TestSite();
	other.build({});
	const ledger = openLedger(other.cacheDir, host);
	try {
		await readHost({ target: new FolderTarget(host), ledger, site: SITE });
		ledger.merge();
		return Array.from(ledger.baseFiles(), ([path, { sha256 }]) => ({ path, sha256 }));
	} finally {
		ledger.close();
		other.remove();
	}
}

/** A fresh machine: only what the build makes is there. */
function forgetHost(): void {
	rmSync(join(site.cacheDir, 'deploy'), { recursive: true, force: true });
}

test('the first deploy sends everything, what others link to first', async () => {
	site.build(FIRST);
	const target = watched();
	expect(numbers(await deploy(target))).toEqual([9, 0, 0, 0]);
	expect(target.done).toEqual([
		'put dist.manifest.delta.json',
		'put _astro/page.1.css',
		'put media/aa/one.webp',
		'put pagefind/2026/one.pf_index',
		'put ru/2026/11/01/one/index.html',
		'put ru/2026/11/01/two/index.html',
		'put ru/tags/a/index.html',
		'put ru/about/index.html',
		'put ru/index.html',
		'put sitemap-index.xml',
		'put dist.manifest.json',
		'put dist.manifest.delta.json',
	]);
	expect(served()).toEqual(sorted(FIRST));
	expect(notes).toEqual([
		`There is no dist.manifest.json at ${host}. The whole site is sent, and nothing is deleted there that no deploy of it is known to have put there.`,
	]);
});

test('the second sends the difference: new files, then changed ones, then deletions', async () => {
	site.build(FIRST);
	await deploy();
	site.build(SECOND);
	const target = watched();
	expect(numbers(await deploy(target))).toEqual([8, 2, 2, 2]);
	expect(target.done.slice(1, -2)).toEqual([
		'put _astro/page.2.css',
		'put media/aa/two.webp',
		'put pagefind/2026/two.pf_index',
		'put ru/2026/11/02/three/index.html',
		'put ru/tags/b/index.html',
		'put ru/2026/11/01/one/index.html',
		'put ru/index.html',
		'put sitemap-index.xml',
		'delete media/aa/one.webp',
		'delete ru/about/index.html',
	]);
});

test('where nothing changed nothing is written', async () => {
	site.build(FIRST);
	await deploy();
	const target = watched();
	expect(numbers(await deploy(target))).toEqual([0, 0, 0, 9]);
	expect(target.done).toEqual([]);
	forgetHost();
	await deploy(target);
	expect(target.done).toEqual([]);
	expect(notes).toHaveLength(1);
});

test('hashed files that are gone stay for one deploy more', async () => {
	site.build(FIRST);
	await deploy();
	site.build(SECOND);
	await deploy();
	expect(served()).toEqual(sorted({ ...SECOND, '_astro/page.1.css': 'css', 'pagefind/2026/one.pf_index': 'words' }));
	expect(numbers(await deploy())).toEqual([0, 2, 0, 10]);
	expect(served()).toEqual(sorted(SECOND));
});

test('a hashed file that comes back while it leaves is neither sent nor deleted', async () => {
	site.build(FIRST);
	await deploy();
	site.build(SECOND);
	await deploy();
	site.build({ ...SECOND, '_astro/page.1.css': 'css' });
	const target = watched();
	await deploy(target);
	expect(target.done.some((what) => what.includes('page.1.css'))).toBe(false);
	await deploy();
	expect(served()['_astro/page.1.css']).toBe('css');
});

test('a small change is written to the delta alone, many changes make the base anew', async () => {
	const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`ru/2026/p${index}/index.html`, 'page']));
	site.build(many);
	await deploy();
	const base = readFileSync(join(host, 'dist.manifest.json'), 'utf8');
	for (const [index, isSame] of [true, true, true, false, true].entries()) {
		site.build({
			...many,
			...Object.fromEntries(
				Object.keys(many)
					.slice(0, index + 1)
					.map((path) => [path, 'changed']),
			),
		});
		const target = watched();
		await deploy(target);
		expect(target.done.includes('put dist.manifest.json')).toBe(!isSame);
	}
	expect(readFileSync(join(host, 'dist.manifest.json'), 'utf8')).not.toBe(base);
	expect(await claimed()).toHaveLength(30);
});

test('both manifests are JSON with a line a file', async () => {
	site.build(FIRST);
	await deploy();
	const base = JSON.parse(readFileSync(join(host, 'dist.manifest.json'), 'utf8'));
	expect(Object.keys(base.files)).toEqual(Object.keys(sorted(FIRST)));
	expect(base.files['ru/index.html']).toMatchObject({ size: 15, kind: 'front' });
	const delta = JSON.parse(readFileSync(join(host, 'dist.manifest.delta.json'), 'utf8'));
	expect(delta).toMatchObject({ files: {}, deleted: [], started: {}, ending: {} });
});

test('a dry run tells what would be done and changes nothing', async () => {
	site.build(FIRST);
	expect(numbers(await deploy(undefined, true))).toEqual([9, 0, 0, 0]);
	expect(existsSync(host)).toBe(false);
	await deploy();
	site.build(SECOND);
	expect(numbers(await deploy(undefined, true))).toEqual([8, 2, 2, 2]);
	expect(served()).toEqual(sorted(FIRST));
});

/** Links from what a reader can reach to what is not there: in `front: three, one` and `see tag b` each name is one. */
function deadLinks(pages: Files): string[] {
	const dead: string[] = [];
	const seen = new Set(['ru/index.html']);
	for (const path of seen) {
		for (const [, names = ''] of pages[path]?.matchAll(/(?:see tag|front:|tag [ab]:) ([a-z, ]+)/g) ?? []) {
			for (const name of names.split(/, | and /)) {
				const target = Object.keys(pages).find((page) => page.includes(`/${name}/`));
				if (target === undefined) dead.push(`${path} → ${name}`);
				else seen.add(target);
			}
		}
	}
	return dead;
}

test.each([
	{ isLost: false, evenGoOnWith: SECOND, oddGoOnWith: FIRST },
	{ isLost: true, evenGoOnWith: FIRST, oddGoOnWith: SECOND },
])(
	'killed at any moment (its last operation took effect: $isLost), it is continued and never claims or links to what is not there',
	{ timeout: 30_000 },
	async ({ isLost, evenGoOnWith, oddGoOnWith }) => {
		let isEnded = false;
		for (let left = 0; !isEnded; left++) {
			site.remove();
			site = new TestSite();
			host = join(site.root, 'host');
			site.build(FIRST);
			await deploy();
			site.build(SECOND);
			const first = watched();
			first.left = left;
			first.isLost = isLost;
			first.onDone = () => expect(deadLinks(served())).toEqual([]);
			isEnded = await deploy(first).then(
				() => true,
				(error: unknown) => {
					expect(String(error)).toBe('Error: killed');
					return false;
				},
			);
			for (const { path, sha256 } of await claimed()) {
				expect(await new FolderTarget(host).holds({ path, sha256, file: '', size: 0 })).toBe(true);
			}
			if (left % 3 === 0) forgetHost();
			const wanted = left % 2 === 0 ? evenGoOnWith : oddGoOnWith;
			site.build(wanted);
			const second = watched();
			second.onDone = first.onDone;
			await deploy(second);
			const again = second.done.filter((what) => first.done.includes(what) && /^put (?!dist\.manifest)/.test(what));
			if (wanted === SECOND) expect(again).toEqual([]);
			expect(served()).toMatchObject(wanted);
			await deploy();
			await deploy();
			expect(served()).toEqual(sorted(wanted));
			if (isEnded) expect(left).toBe(first.done.length);
		}
	},
);

test('a large deploy that was killed is continued behind what had arrived, on a fresh machine too', {
	timeout: 20_000,
}, async () => {
	const many = Object.fromEntries(
		Array.from({ length: 1200 }, (_, index) => [`ru/2026/p${index}/index.html`, `${index}`]),
	);
	site.build(many);
	const first = watched();
	first.left = 900;
	await expect(deploy(first)).rejects.toThrow('killed');
	forgetHost();
	notes.length = 0;
	const report = await deploy();
	expect(numbers(report)).toEqual([1200 - 896, 0, 0, 896]);
	expect(notes).toEqual([
		`A deploy to ${host} did not end: this one goes on from there (146 more files had arrived than it had noted).`,
	]);
	expect(Object.keys(served())).toHaveLength(1200);
});

test.each([
	['damaged', '{"format":"jarchy-manifest","version":1,"site":"jarchy.example,2026","files":{\n"a'],
	['of another program', '{"files":["precious.html"]}'],
	[
		'of another site',
		`{"format":"jarchy-manifest","version":1,"site":"other","files":{\n"precious.html":{"sha256":"${'0'.repeat(64)}","size":1}\n}}\n`,
	],
	[
		'naming a file outside the folder',
		`{"format":"jarchy-manifest","version":1,"site":"${SITE}","files":{\n"../precious.html":{"sha256":"${'0'.repeat(64)}","size":1}\n}}\n`,
	],
])('with a manifest that is %s everything is sent and nothing unknown deleted', async (_, text) => {
	site.build(FIRST);
	await deploy();
	rmSync(join(host, 'dist.manifest.delta.json'));
	writeFileSync(join(host, 'dist.manifest.json'), text);
	writeFileSync(join(host, 'precious.html'), 'precious');
	forgetHost();
	notes.length = 0;
	site.build(SECOND);
	expect(files((await deploy()).uploaded)).toBe(10);
	expect(notes[0]).toMatch(/dist\.manifest\.json at .* cannot be used: its? .*The whole site is sent/);
	expect(served()).toMatchObject({ ...SECOND, 'precious.html': 'precious' });
	await deploy();
	expect(numbers(await deploy())).toEqual([0, 0, 0, 10]);
});

test.each(['missing', 'damaged'])(
	'with a delta that is %s everything is sent, and what the base knows is deleted',
	async (how) => {
		site.build(FIRST);
		await deploy();
		const delta = join(host, 'dist.manifest.delta.json');
		if (how === 'missing') rmSync(delta);
		else writeFileSync(delta, 'no manifest');
		site.build(SECOND);
		expect(numbers(await deploy())).toEqual([10, 4, 0, 0]);
		expect(served()).toEqual(sorted(SECOND));
		expect(numbers(await deploy())).toEqual([0, 0, 0, 10]);
	},
);

test('sends everything again where the headers that the target keeps are out of date', async () => {
	site.build(FIRST);
	await deploy();
	const target = watched();
	target.headers = 'others';
	expect(numbers(await deploy(target))).toEqual([9, 0, 0, 0]);
	expect(notes.at(-1)).toMatch(/The headers that .* keeps with files are out of date/);
	expect(numbers(await deploy(target))).toEqual([0, 0, 0, 9]);
});

test('a build of the changed files alone is enough where the target has the others', async () => {
	site.build(FIRST);
	await deploy();
	site.build(SECOND, { isPartial: true });
	expect(numbers(await deploy())).toEqual([8, 2, 2, 2]);
	expect(served()).toMatchObject(SECOND);
});

test('says before it sends anything which file is missing where the target is further behind', async () => {
	site.build(FIRST);
	site.build(SECOND, { isPartial: true });
	const target = watched();
	await expect(deploy(target)).rejects.toThrow(
		/2 of the files to be sent are not in .*: ru\/2026\/11\/01\/two\/index\.html, ru\/tags\/a\/index\.html\. .* is further behind\. Nothing was sent\. Run a whole build, npm run build without --changed-only/,
	);
	expect(target.done).toEqual([]);
});

test('sends no file that changed since the build', async () => {
	site.build(FIRST);
	writeFileSync(join(site.distDir, 'ru/index.html'), 'front: two, one');
	await expect(deploy()).rejects.toThrow(/ru\/index\.html is not as the build wrote it/);
	expect(served()['ru/index.html']).toBeUndefined();
});

test('leaves a folder alone that holds files of others', async () => {
	site.build(FIRST);
	mkdirSync(host);
	writeFileSync(join(host, 'thesis.doc'), 'precious');
	await expect(deploy()).rejects.toThrow(/holds files that no deploy of this site put there/);
	expect(served()).toEqual({ 'thesis.doc': 'precious' });
});

test('says so where a file stands in the place of a folder', async () => {
	site.build(FIRST);
	await deploy();
	site.build(SECOND);
	rmSync(join(host, 'ru/tags'), { recursive: true });
	writeFileSync(join(host, 'ru/tags'), '');
	await expect(deploy()).rejects.toThrow(/Could not write to .*There is a file where a folder is to be/);
});

test('waits for a finished build', async () => {
	await expect(deploy()).rejects.toThrow(/There is no finished site in .* yet\. Run npm run build first/);
	site.build(FIRST);
	const release = takeLock(site.cacheDir, 'npm run build');
	writeFileSync(join(site.cacheDir, 'lock.json'), JSON.stringify({ pid: process.ppid, command: 'npm run build' }));
	await expect(deploy()).rejects.toThrow(/npm run build \(process \d+\) is at work/);
	release();
});

test('notices that another deploy began meanwhile', async () => {
	site.build(FIRST);
	const target = watched();
	target.onDone = () => {
		if (target.done.length === 3) writeFileSync(join(host, 'dist.manifest.delta.json'), 'of another deploy');
	};
	await expect(deploy(target)).rejects.toThrow(/Another deploy to .* began/);
});
