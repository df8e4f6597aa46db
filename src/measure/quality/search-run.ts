import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { buildSite } from '#build/build.ts';
import { type Asked, openSearchPage } from './search-browser.ts';
import type { OpenPeer } from './search-peer.ts';
import { indexBytes, openPagefind } from './search-peer-pagefind.ts';
import { openScripts } from './search-peer-scripts.ts';
import type { IndexPlan, Question } from './search-plan.ts';

/** What came of an index: its answers, question by question, and those of other searches. */
export interface IndexOutcome {
	readonly asked: readonly { readonly question: Question; readonly answer: Asked }[];
	/** By peer, in the order of the questions. */
	readonly peers: ReadonlyMap<string, readonly (readonly string[])[]>;
	/** Bytes of the index that readers fetch parts of: ours, and by peer. */
	readonly indexBytes: number;
	readonly peerBytes: Readonly<Record<string, number>>;
}

/** Where an index is built and asked. */
export interface RunInput {
	readonly plan: IndexPlan;
	readonly workDir: string;
	readonly browser: Browser;
	readonly onProgress: (what: string, done: number, total: number) => void;
}

const ROOT = join(import.meta.dirname, '../../..');
const PEERS: readonly OpenPeer[] = [openScripts, openPagefind];

/** Builds a site of a plan's documents, asks its search page the questions, and asks other searches the same. */
export async function runIndex(input: RunInput): Promise<IndexOutcome> {
	const { plan, workDir, onProgress } = input;
	const folders = {
		contentDir: join(workDir, 'content'),
		cacheDir: join(workDir, 'cache'),
		distDir: join(workDir, 'dist'),
	};
	plan.write(folders.contentDir);
	onProgress(`${plan.name}: build`, 0, 1);
	await buildSite({ ...folders, root: ROOT });
	const asked = await askOurs(input, folders.distDir);
	const peers = new Map<string, (readonly string[])[]>();
	const peerBytes: Record<string, number> = {};
	for (const [at, open] of PEERS.entries()) Object.assign(peerBytes, await askPeer({ ...input, open, at }, peers));
	const bytes = indexBytes(join(folders.distDir, 'pagefind'));
	rmSync(workDir, { recursive: true, force: true });
	return { asked, peers, indexBytes: bytes, peerBytes };
}

async function askOurs({ plan, browser, onProgress }: RunInput, distDir: string): Promise<IndexOutcome['asked']> {
	const page = await openSearchPage(browser, distDir);
	try {
		const asked: { question: Question; answer: Asked }[] = [];
		for (const question of plan.questions) {
			asked.push({ question, answer: await page.ask(question.text, question.right) });
			onProgress(plan.name, asked.length, plan.questions.length);
		}
		return asked;
	} finally {
		await page.close();
	}
}

/** Adds the answers of one program to those of all peers. @returns the bytes of its indexes. */
async function askPeer(
	{ plan, workDir, browser, onProgress, open, at }: RunInput & { readonly open: OpenPeer; readonly at: number },
	answers: Map<string, (readonly string[])[]>,
): Promise<Readonly<Record<string, number>>> {
	onProgress(`${plan.name}: peers`, 0, 1);
	const peer = await open({ plan, workDir: join(workDir, `peer-${at}`), browser });
	try {
		for (const [index, { text }] of plan.questions.entries()) {
			for (const [name, paths] of Object.entries(await peer.ask(text))) {
				const known = answers.get(name) ?? [];
				known.push(paths);
				answers.set(name, known);
			}
			onProgress(`${plan.name}: peers`, index + 1, plan.questions.length);
		}
		return peer.indexBytes;
	} finally {
		await peer.close();
	}
}
