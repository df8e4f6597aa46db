import type { BenchReport, PhaseResult } from './bench.ts';
import { PHASE_OF, PHASES } from './bench-phases.ts';
import type { SearchResult } from './bench-search.ts';
import { SLOWDOWN } from './bench-search-typing.ts';
import type { Cost, PerPage } from './cost.ts';

/** A report for people: phases as rows, then steps of the full build, search and peers. */
export function formatBench(report: BenchReport): string {
	const { articles, node, npmStart, sampled, search, peers } = report;
	const means = PHASES.filter((name) => report[name] !== undefined).map((name) => `${name}: ${PHASE_OF[name].means}.`);
	const memory =
		sampled.from === 'proc'
			? 'peak: largest process, by the kernel; together: sum of resident memory, shared pages once in each process'
			: 'peak and together: resident memory as ps says it';
	const parts = [
		`${articles} articles, Node ${node}. Seconds by the clock and of CPU are of npm run build with all its processes.`,
		phaseTable(report),
		`npm itself is ${seconds(npmStart.wallS)} s, ${seconds(npmStart.cpuS)} CPU-s of each. Memory in MiB, sampled every ${sampled.everyMs} ms: ${memory}.`,
		means.join('\n'),
		...(report.full === undefined ? [] : [stepTable(report.full)]),
		...(search === undefined ? [] : [searchText(search)]),
		...(peers === undefined ? [] : [peerTable(report, peers)]),
	];
	return `${parts.join('\n\n')}\n`;
}

function phaseTable(report: BenchReport): string {
	const head = ['phase', 's', 'CPU-s', 'peak', 'together', 'pages', 'feeds', 'files', 'MB', 'of it search', 'upload'];
	const rows = PHASES.flatMap((name) => {
		const phase = report[name];
		if (phase === undefined) return [];
		const { pagesWritten, feedsWritten, filesChanged, bytesChanged, searchBytes, bytesToUpload } = phase;
		const counts = [pagesWritten, feedsWritten, filesChanged].map(String);
		return [[name, ...costCells(phase), ...counts, ...[bytesChanged, searchBytes, bytesToUpload].map(megabytes)]];
	});
	return formatTable([head, ...rows]);
}

function stepTable({ steps }: PhaseResult): string {
	const rows = Object.entries(steps).map(([step, cost]) => [step, ...costCells(cost)]);
	return formatTable([['step of full', 's', 'CPU-s', 'peak', 'together'], ...rows]);
}

function searchText(search: SearchResult): string {
	const { word, shown, files, bytes, firstQueryMs, firstQueryRequests, firstQueryBytes, firstQueryBrotliBytes } =
		search;
	return [
		`Search: ${files} files of ${megabytes(bytes)} MB, indexed in ${seconds(search.indexWallS)} s (${seconds(search.indexCpuS)} CPU-s, ${mebibytes(search.indexPeakMiB)} MiB).`,
		`First question (“${word}”) in a fresh browser: ${shown} results after ${firstQueryMs.toFixed(0)} ms on this machine; of the search ${firstQueryRequests} requests, ${kilobytes(firstQueryBytes)} kB uncompressed by the server (${kilobytes(firstQueryBrotliBytes)} kB with Brotli),`,
		`on a CPU ${SLOWDOWN} times slower after ${search.slowFirstQueryMs.toFixed(0)} ms, ${search.slowAfterLastByteMs.toFixed(0)} ms after the last byte; a letter more is answered after ${search.keystrokeMs.toFixed(0)} ms (${search.secondWordMs.toFixed(0)} ms in a second word, ${search.slowestKeystrokeMs.toFixed(0)} ms at most);`,
		`and of the page itself ${search.pageRequests} requests, ${kilobytes(search.pageBytes)} kB (${kilobytes(search.pageBrotliBytes)} kB with Brotli).`,
	].join('\n');
}

function peerTable({ full, perPage }: BenchReport, peers: NonNullable<BenchReport['peers']>): string {
	const ours =
		full === undefined
			? []
			: [['jarchy', ...costCells(full), String(full.pagesWritten), ...pageCells(perPage.withoutSearch), '1', '1']];
	const rows = Object.entries(peers).flatMap(([name, { version, full: build }]) =>
		build === undefined
			? []
			: [
					[
						`${name} ${version}`,
						...costCells(build),
						String(build.pagesWritten),
						...pageCells(build),
						build.ratio.toFixed(2),
						build.cpuRatio.toFixed(2),
					],
				],
	);
	const head = [
		'full build',
		's',
		'CPU-s',
		'peak',
		'together',
		'pages',
		'ms a page',
		'CPU-ms a page',
		'ratio',
		'of CPU',
	];
	const notes = Object.entries(peers).map(([name, { failed, remark }]) => `${name}: ${failed ?? remark}`);
	return [
		formatTable([head, ...ours, ...rows]),
		'A page of ours is counted without the search index, which no peer makes; ratio above 1: the peer takes longer a page.',
		'The clock counts what others do on the machine, too; CPU tells more where it is shared.',
		...notes,
	].join('\n');
}

function costCells({ wallS, cpuS, peakMiB, totalPeakMiB }: Cost): string[] {
	return [seconds(wallS), seconds(cpuS), mebibytes(peakMiB), mebibytes(totalPeakMiB)];
}

function pageCells({ wallPerPageMs, cpuPerPageMs }: PerPage): string[] {
	return [wallPerPageMs.toFixed(2), cpuPerPageMs.toFixed(2)];
}

/** Rows as aligned columns: the first to the left, the others to the right. */
export function formatTable(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	const pad = (cell: string, column: number): string =>
		column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
	return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function seconds(value: number): string {
	return value.toFixed(2);
}

function mebibytes(value: number): string {
	return value.toFixed(0);
}

function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(2);
}

function kilobytes(bytes: number): string {
	return (bytes / 1000).toFixed(0);
}
