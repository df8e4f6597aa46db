import { resolve } from 'node:path';
import { UsageError } from '#core/expected-error.ts';
import { bench } from '#measure/bench.ts';
import { benchIngest, formatIngestBench } from '#measure/bench-ingest.ts';
import { PARTS, type PartName } from '#measure/bench-phases.ts';
import { formatBench } from '#measure/bench-table.ts';
import { EXIT, runCommand, toCount } from './command.ts';

await runCommand(
	{
		name: 'bench',
		summary: 'Measures builds of a generated corpus: time, CPU, memory, what they write, and the first search.',
		flags: {
			articles: { type: 'string', value: 'N', help: 'articles of the corpus (default 1000)' },
			peers: { type: 'boolean', help: 'build the same articles with Eleventy, Hugo and plain Astro, too' },
			'peer-limit': { type: 'string', value: 'S', help: 'seconds that a peer may take (default 3600)' },
			only: { type: 'string', value: 'PHASE,…', help: `besides the full build only these: ${PARTS.join(', ')}` },
			dir: { type: 'string', value: 'DIR', help: 'folder for all that is built (default: one below .scratch/)' },
			ingest: {
				type: 'boolean',
				help: 'measure ingest instead: feeds, pages, a large dump, N articles taken in twice',
			},
			'dump-size': { type: 'string', value: 'MB', help: 'size of that large dump (default 1000)' },
			keep: { type: 'boolean', help: 'leave that folder where it is' },
			json: { type: 'boolean', help: 'print one JSON object' },
		},
		example: 'npm run bench -- --articles 10000 --peers',
	},
	async ({ texts, switches }) => {
		const only = toParts(texts['only']);
		const progress = showLines(process.stderr);
		if (switches.has('ingest')) {
			const report = await benchIngest({
				articles: toCount('articles', texts['articles']) ?? 1000,
				dumpMegabytes: toCount('dump-size', texts['dump-size']) ?? 1000,
				dataDir: process.env['JARCHY_DATA'] ?? '../shared/data',
				root: process.cwd(),
				scratchDir: resolve(texts['dir'] ?? `.scratch/bench-${process.pid}`),
				keep: switches.has('keep'),
				onProgress: progress.say,
			}).finally(progress.clear);
			process.stdout.write(
				switches.has('json') ? `${JSON.stringify(report, toThousandths)}\n` : formatIngestBench(report),
			);
			return EXIT.good;
		}
		const report = await bench({
			articles: toCount('articles', texts['articles']) ?? 1000,
			root: process.cwd(),
			scratchDir: resolve(texts['dir'] ?? `.scratch/bench-${process.pid}`),
			...(only === undefined ? {} : { only }),
			hasPeers: switches.has('peers'),
			peerLimitS: toCount('peer-limit', texts['peer-limit']) ?? 3600,
			keep: switches.has('keep'),
			onProgress: progress.say,
		}).finally(progress.clear);
		process.stdout.write(switches.has('json') ? `${JSON.stringify(report, toThousandths)}\n` : formatBench(report));
		return EXIT.good;
	},
);

/** Three decimals say all that such measures can. */
function toThousandths(_key: string, value: unknown): unknown {
	return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
}

function toParts(text: string | undefined): ReadonlySet<PartName> | undefined {
	if (text === undefined) return undefined;
	return new Set(
		text.split(',').map((name) => {
			const part = PARTS.find((candidate) => candidate === name.trim());
			if (part === undefined) throw new UsageError(`--only takes ${PARTS.join(', ')}, found “${name}”.`);
			return part;
		}),
	);
}

/** On a terminal one line that is rewritten, elsewhere plain lines. */
function showLines(out: NodeJS.WriteStream): { say: (text: string) => void; clear: () => void } {
	const isTerminal = out.isTTY === true;
	return {
		say: (text) => void out.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`),
		clear: () => void (isTerminal && out.write('\r\u001b[K')),
	};
}
