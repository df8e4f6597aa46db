import { join } from 'node:path';
import { fuzz } from '#measure/fuzz.ts';
import { killIngest } from '#measure/kill.ts';
import { EXIT, runCommand, toCount } from './command.ts';

await runCommand(
	{
		name: 'fuzz',
		summary:
			'Reads real feeds and pages (JARCHY_DATA) spoilt at random: none may crash ingest, hang it for 2 s or use up its memory.',
		flags: {
			documents: { type: 'string', value: 'N', help: 'how many documents (default: 2000)' },
			kills: {
				type: 'string',
				value: 'N',
				help: 'instead: end an ingest N times at a random moment, and look at what is left',
			},
			seed: {
				type: 'string',
				value: 'S',
				help: 'seed of the first one (default: 1); a seed is one document, whatever N',
			},
		},
		example: 'npm run fuzz -- --documents 20000',
	},
	async ({ texts }) => {
		const seed = toCount('seed', texts['seed']) ?? 1;
		const kills = toCount('kills', texts['kills']);
		return kills === undefined ? await fuzzDocuments(texts['documents'], seed) : await fuzzByKilling(kills, seed);
	},
);

async function fuzzDocuments(count: string | undefined, seed: number): Promise<number> {
	const data = process.env['JARCHY_DATA'] ?? '../shared/data';
	const documents = toCount('documents', count) ?? 2000;
	const startedAt = performance.now();
	const result = await fuzz({
		folders: ['feeds', 'inbox', 'extract'].map((folder) => join(data, folder)),
		documents,
		seed,
		onFinding: ({ seed, what }) => {
			process.stderr.write(`${clearLine()}--documents 1 --seed ${seed}: ${what}\n`);
		},
		onProgress: progressOf(documents, 'documents'),
	});
	const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
	process.stdout.write(
		`${clearLine()}Read ${result.documents} spoilt documents in ${seconds} s: ${result.articles} articles from ${result.withArticles} of them, ` +
			`the slowest in ${Math.round(result.slowestMs)} ms; ${result.findings.length} findings.\n`,
	);
	return result.findings.length === 0 ? EXIT.good : EXIT.someFailed;
}

async function fuzzByKilling(kills: number, seed: number): Promise<number> {
	const { halfway, tooLate, findings } = await killIngest({
		kills,
		seed,
		articles: 40,
		onProgress: progressOf(kills, 'kills'),
	});
	for (const finding of findings) process.stderr.write(`${finding}\n`);
	process.stdout.write(
		`${clearLine()}Killed ingest ${kills} times, ${halfway} of them while it wrote, ${tooLate} after its end; ${findings.length} findings.\n`,
	);
	return findings.length === 0 ? EXIT.good : EXIT.someFailed;
}

function progressOf(total: number, what: string): (done: number, findings: number) => void {
	let shownAt = performance.now();
	return (done, findings) => {
		const now = performance.now();
		if (now - shownAt < (process.stderr.isTTY ? 200 : 30_000) && done < total) return;
		shownAt = now;
		const line = `${done} of ${total} ${what}, ${findings} findings`;
		process.stderr.write(process.stderr.isTTY ? `${clearLine()}${line}` : `${line}\n`);
	};
}

function clearLine(): string {
	return process.stderr.isTTY ? '\r\u001b[K' : '';
}
