import { join } from 'node:path';
import { fuzz } from '#measure/fuzz.ts';
import { EXIT, runCommand, toCount } from './command.ts';

await runCommand(
	{
		name: 'fuzz',
		summary:
			'Reads real feeds and pages (JARCHY_DATA) spoilt at random: none may crash ingest, hang it for 2 s or use up its memory.',
		flags: {
			documents: { type: 'string', value: 'N', help: 'how many documents (default: 2000)' },
			seed: {
				type: 'string',
				value: 'S',
				help: 'seed of the first one (default: 1); a seed is one document, whatever N',
			},
		},
		example: 'npm run fuzz -- --documents 20000',
	},
	async ({ texts }) => {
		const data = process.env['JARCHY_DATA'] ?? '../shared/data';
		const documents = toCount('documents', texts['documents']) ?? 2000;
		const startedAt = performance.now();
		let shownAt = startedAt;
		const result = await fuzz({
			folders: ['feeds', 'inbox', 'extract'].map((folder) => join(data, folder)),
			documents,
			seed: toCount('seed', texts['seed']) ?? 1,
			onFinding: ({ seed, what }) => {
				process.stderr.write(`${clearLine()}--documents 1 --seed ${seed}: ${what}\n`);
			},
			onProgress: (done, findings) => {
				const now = performance.now();
				if (now - shownAt < (process.stderr.isTTY ? 200 : 30_000) && done < documents) return;
				shownAt = now;
				const line = `${done} of ${documents} documents, ${findings} findings`;
				process.stderr.write(process.stderr.isTTY ? `${clearLine()}${line}` : `${line}\n`);
			},
		});
		const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
		process.stdout.write(
			`${clearLine()}Read ${result.documents} spoilt documents in ${seconds} s: ${result.articles} articles from ${result.withArticles} of them, ` +
				`the slowest in ${Math.round(result.slowestMs)} ms; ${result.findings.length} findings.\n`,
		);
		return result.findings.length === 0 ? EXIT.good : EXIT.someFailed;
	},
);

function clearLine(): string {
	return process.stderr.isTTY ? '\r\u001b[K' : '';
}
