import { getSuite, measureQuality, SUITES } from '#measure/quality/quality.ts';
import { formatScores } from '#measure/quality/quality-table.ts';
import type { Score, Suite } from '#measure/quality/suite.ts';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'quality',
		summary: `Scores what ingest decides and what search finds on real data with known results.\n\n${SUITES.map(describe).join('\n')}`,
		arguments: 'SUITE',
		flags: {
			data: {
				type: 'string',
				value: 'DIR',
				help: 'folder with the data of the suite (default: the folder of its name in JARCHY_DATA)',
			},
			also: {
				type: 'string',
				value: 'DIR',
				help: 'a second folder of such data (search: of headlines with lemmas, default langid of JARCHY_DATA)',
			},
			set: { type: 'string', value: 'SET,…', help: 'these sets of the suite only' },
			verbose: {
				type: 'boolean',
				help: 'say of each question at which place the right answer stood, 0 where at none (search)',
			},
			json: { type: 'boolean', help: 'print one JSON object a set, each on its line' },
		},
		example: 'npm run quality -- langid --data ../shared/data/langid',
	},
	async ({ texts, switches, positionals: [name, ...more] }) => {
		const isJson = switches.has('json');
		const suite = getSuite(more.length > 0 ? [name, ...more].join(' ') : name);
		const scores: Score[] = [];
		const measured = measureQuality({
			suite,
			dir: texts['data'],
			also: texts['also'],
			sets: texts['set'] === undefined ? undefined : new Set(texts['set'].split(',')),
			onAnswer: switches.has('verbose') ? showAnswer : undefined,
			dataDir: process.env['JARCHY_DATA'] ?? '../shared/data',
			onProgress: process.stderr.isTTY ? showProgress : () => undefined,
		});
		for await (const score of measured) {
			if (isJson) process.stdout.write(`${JSON.stringify(score, toDecimals)}\n`);
			scores.push(score);
		}
		if (!isJson) process.stdout.write(formatScores(scores));
		return EXIT.good;
	},
);

function describe({ name, alias, summary }: Suite): string {
	return `  ${name.padEnd(10)} ${summary}${alias === undefined ? '' : ` (also: ${alias})`}`;
}

/** Five decimals say all that such figures can. */
function toDecimals(_key: string, value: unknown): unknown {
	return typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value;
}

function showAnswer(set: string, question: string, place: number): void {
	process.stderr.write(`${set}\t${place}\t${question}\n`);
}

function showProgress(set: string, done: number, total: number): void {
	process.stderr.write(`\r\u001b[K${done === total ? '' : `${set}: ${done} of ${total}`}`);
}
