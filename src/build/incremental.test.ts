import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Folders } from '#catalog/folders.ts';
import { makeChangingContent } from '#measure/mutations.ts';
import { generator } from '#measure/random.ts';
import { buildSite } from './build.ts';
import { filesBelow } from './files.ts';
import { outputPath } from './output.ts';
import { differences } from './test-output.ts';

/** `JARCHY_STEPS=300 JARCHY_SEED=7 npx vitest run --dir src incremental` goes on for longer, or elsewhere. */
const STEPS = Number(process.env['JARCHY_STEPS'] ?? 12);
const SEED = Number(process.env['JARCHY_SEED'] ?? 3);
const ARTICLES = 260;

const root = process.cwd();
let scratch = '';
beforeAll(() => {
	mkdirSync(join(root, '.scratch'), { recursive: true });
	scratch = mkdtempSync(join(root, '.scratch', 'incremental-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test(`after each of ${STEPS} random changes, with builds killed between, a build gives what a build from nothing gives`, {
	timeout: STEPS * 60_000,
}, async () => {
	const random = generator(SEED + 1000);
	const content = makeChangingContent(join(scratch, 'content'), SEED, ARTICLES);
	const folders = foldersIn('one');
	await buildSite({ root, ...folders });
	const history: string[] = [];
	for (let step = 0; step < STEPS; step++) {
		const changes = Array.from({ length: 1 + Math.floor(random() * 3) }, () => content.change());
		if (random() < 0.35) {
			await killedBuild(folders, random() * 1500);
			changes.push('a build was killed');
		}
		history.push(`${step}: ${changes.join('; ')}`);
		await buildSite({ root, ...folders });
		const clean = foldersIn('clean');
		await buildSite({ root, ...clean });
		expect(differences(folders.distDir, clean.distDir), history.slice(-2).join('\n')).toEqual([]);
		expect(deadLinks(clean.distDir), history.at(-1)).toEqual([]);
		rmSync(clean.cacheDir, { recursive: true });
		rmSync(clean.distDir, { recursive: true });
	}
	expect(content.count()).toBeGreaterThan(100);
});

function foldersIn(name: string): Folders {
	return {
		contentDir: join(scratch, 'content'),
		cacheDir: join(scratch, `${name}-cache`),
		distDir: join(scratch, `${name}-dist`),
	};
}

/** A build by the command, killed with its processes after some milliseconds. */
function killedBuild({ contentDir, cacheDir, distDir }: Folders, afterMs: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, 'scripts/build.ts'), '--quiet'], {
			cwd: root,
			stdio: 'ignore',
			env: { ...process.env, CONTENT_DIR: contentDir, CACHE_DIR: cacheDir, DIST_DIR: distDir },
		});
		const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
		child.once('error', reject);
		child.once('exit', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}

/** Links of pages to addresses of the site where nothing stands. */
function deadLinks(dir: string): string[] {
	const dead = new Set<string>();
	for (const page of filesBelow(dir).filter((path) => path.endsWith('.html'))) {
		for (const [, link = ''] of readFileSync(join(dir, page), 'utf8').matchAll(/\s(?:href|src|action)="(\/[^"]*)"/g)) {
			const path = outputPath(link.replace(/[?#].*$/, '').replaceAll('&amp;', '&'));
			if (!existsSync(join(dir, decodeURI(path)))) dead.add(`${page} → ${link}`);
		}
	}
	return [...dead].slice(0, 20);
}
