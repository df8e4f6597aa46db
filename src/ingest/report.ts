import { describeIdleSource, type IdleSource } from '#catalog/idle-sources.ts';
import { hasEdition, type SiteConfig } from '#core/site.ts';
import type { AdapterWarning } from './adapters/adapter.ts';
import { type IngestError, type IngestErrorCode, messageOf } from './errors.ts';

/** What came of one source. */
export interface SourceReport {
	readonly id: string;
	seconds: number;
	added: number;
	updated: number;
	unchanged: number;
	/** Items of articles that were removed on request. */
	refused: number;
	/** Articles left out as published before the run's `since`. */
	older: number;
	/** Documents that were read, and those whose server said that nothing changed. */
	documents: number;
	unchangedDocuments: number;
	/** Documents that gave nothing, and why. */
	readonly failures: IngestError[];
	/** Of each kind the first, at most 1000: a dump may give one for each of a million items. */
	readonly warnings: AdapterWarning[];
	/** How many warnings of a kind there were, by code. */
	readonly warningCounts: Map<IngestErrorCode, number>;
}

/** Warnings of a kind that a run keeps to name them. */
const NAMED_WARNINGS = 1000;

/** What came of a run. */
export interface IngestReport {
	readonly sources: readonly SourceReport[];
	/** Source files written from OPML. */
	readonly sourceFiles: readonly string[];
	/** Sources with articles that are not read any more. */
	readonly idle: readonly IdleSource[];
	/** New articles by language, those alone that have no edition. */
	readonly withoutEdition: ReadonlyMap<string, number>;
	/** Failures that belong to no source. */
	readonly failures: readonly IngestError[];
	readonly isDryRun: boolean;
	seconds: number;
}

/** Collects what comes of a run. */
export interface Reporter {
	readonly report: IngestReport;
	source(id: string): SourceReport;
	count(source: string, what: 'added' | 'updated' | 'unchanged' | 'refused' | 'older'): void;
	countLanguage(lang: string): void;
	/** Notes a failure under its source, or under none where `source` is empty. */
	fail(source: string, error: IngestError): void;
	warn(source: string, warning: AdapterWarning): void;
	addSourceFile(path: string): void;
}

export function openReport(site: SiteConfig, isDryRun: boolean): Reporter {
	const sources = new Map<string, SourceReport>();
	const withoutEdition = new Map<string, number>();
	const sourceFiles: string[] = [];
	const failures: IngestError[] = [];
	const source = (id: string): SourceReport => {
		const known = sources.get(id) ?? emptyReport(id);
		sources.set(id, known);
		return known;
	};
	return {
		get report() {
			const sorted = [...sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
			return { sources: sorted, sourceFiles, idle: [], withoutEdition, failures, isDryRun, seconds: 0 };
		},
		source,
		count(id, what) {
			source(id)[what]++;
		},
		countLanguage(lang) {
			if (!hasEdition(site, lang)) withoutEdition.set(lang, (withoutEdition.get(lang) ?? 0) + 1);
		},
		fail: (id, error) => void (id === '' ? failures : source(id).failures).push(error),
		warn(id, warning) {
			const { warnings, warningCounts } = source(id);
			const count = warningCounts.get(warning.code) ?? 0;
			warningCounts.set(warning.code, count + 1);
			if (count < NAMED_WARNINGS) warnings.push(warning);
		},
		addSourceFile: (path) => void sourceFiles.push(path),
	};
}

function emptyReport(id: string): SourceReport {
	return {
		id,
		seconds: 0,
		added: 0,
		updated: 0,
		unchanged: 0,
		refused: 0,
		older: 0,
		documents: 0,
		unchangedDocuments: 0,
		failures: [],
		warnings: [],
		warningCounts: new Map(),
	};
}

/** True where anything could not be taken in. */
export function hasFailures({ sources, failures }: IngestReport): boolean {
	return failures.length > 0 || sources.some((source) => source.failures.length > 0);
}

/** One line per source, then what else is worth knowing, then the summary line. */
export function formatReport(report: IngestReport): string {
	const width = Math.max(12, ...report.sources.map(({ id }) => id.length));
	const lines = report.sources.map((source) => formatSource(source, width));
	if (lines.length === 0 && report.failures.length === 0) lines.push('Read nothing: no enabled source names a feed.');
	const documents = report.sources.reduce((sum, source) => sum + source.documents + source.failures.length, 0);
	const idle = countIdle(report);
	if (idle > 0) lines.push(`Read ${plural(documents, 'document')}, of which ${idle} gave nothing.`);
	const refused = report.sources.filter((source) => source.refused > 0);
	if (refused.length > 0)
		lines.push(
			`Left out what was removed on request: ${refused.map(({ id, refused: count }) => `${count} of ${id}`).join(', ')}.`,
		);
	lines.push(...report.idle.map(describeIdleSource));
	const files = report.sourceFiles.length;
	if (files > 0)
		lines.push(
			`${would(report, 'Wrote')} ${plural(files, 'disabled source file')}: ${abbreviated(report.sourceFiles)}. State the rights of each, then set enabled: true.`,
		);
	const languages = Array.from(report.withoutEdition, ([lang, count]) => `${count} in “${lang}”`)
		.sort()
		.join(', ');
	if (languages !== '') lines.push(`Stored without a page, for want of an edition in their language: ${languages}.`);
	return `${[...lines, summaryLine(report)].join('\n')}\n`;
}

/** Every failure by name, and the warnings, of each kind the first and how many there are, or all that are kept. */
export function formatTroubles(
	report: IngestReport,
	{ isVerbose, isQuiet }: { isVerbose: boolean; isQuiet: boolean },
): string {
	const general = report.failures.map((error) => formatFailure('', error));
	const bySource = report.sources.flatMap((source) => [
		...source.failures.map((error) => formatFailure(source.id, error)),
		...(isQuiet ? [] : formatWarnings(source, isVerbose)),
	]);
	return [...general, ...bySource].map((text) => `${text}\n`).join('');
}

function formatSource(
	{ id, seconds, added, updated, unchanged, older, failures, documents, unchangedDocuments }: SourceReport,
	width: number,
): string {
	const counts = `${pad(added)} new ${pad(updated)} updated ${pad(unchanged)} unchanged`;
	const passed = older === 0 ? '' : ` ${pad(older)} older`;
	const failed = failures.length === 0 ? '' : ` ${pad(failures.length)} failed`;
	const idle = documents === 0 && unchangedDocuments > 0 ? '   (not modified since)' : '';
	return `${id.padEnd(width)} ${seconds.toFixed(1).padStart(5)} s ${counts}${passed}${failed}${idle}`;
}

function summaryLine(report: IngestReport): string {
	const { sources, failures, seconds } = report;
	const sum = (field: 'added' | 'updated' | 'unchanged' | 'older'): number =>
		sources.reduce((total, source) => total + source[field], 0);
	const failed = sources.reduce((total, source) => total + source.failures.length, failures.length);
	const written = plural(sum('added') + sum('updated'), 'article');
	return `${would(report, 'Wrote')} ${written} from ${plural(sources.length, 'source')} in ${seconds.toFixed(1)} s (${sum('unchanged')} unchanged, ${sum('older') === 0 ? '' : `${sum('older')} older left out, `}${failed} failed).`;
}

function would({ isDryRun }: IngestReport, wrote: 'Wrote'): string {
	return isDryRun ? 'Would write' : wrote;
}

/** `24kg: Could not read …` and below, indented, what to do and the code. */
function formatFailure(source: string, error: IngestError): string {
	const start = source === '' ? '' : `${source}: `;
	const causes = error.hint === undefined ? [] : [`      ${error.hint}`];
	return [`${start}${error.message} [${error.code}]`, ...causes].join('\n');
}

function formatWarnings({ id, warnings, warningCounts }: SourceReport, isVerbose: boolean): string[] {
	const byCode = Map.groupBy(warnings, ({ code }) => code);
	return [...byCode].flatMap(([code, kept]) => {
		// Which documents gave nothing is said of each.
		const named = isVerbose || code === 'INPUT_WITHOUT_ARTICLES' || code === 'FEED_MOVED' ? kept : kept.slice(0, 1);
		const more = moreLikeIt({ count: warningCounts.get(code) ?? 0, kept: kept.length, named: named.length });
		const lines = named.map(({ details }) => `${id}: ${messageOf(code, details)}`);
		return lines.map((line, index) => `${line}${index === lines.length - 1 ? more : ''} [${code}]`);
	});
}

function moreLikeIt({ count, kept, named }: { count: number; kept: number; named: number }): string {
	if (count === named) return '';
	const how = count === kept ? ': --verbose names them' : `: --verbose names the first ${kept}`;
	return ` And ${count - named} more like it${named === kept ? '' : how}.`;
}

/** Documents that failed or held no article. */
function countIdle({ sources }: IngestReport): number {
	return sources.reduce(
		(sum, { failures, warningCounts }) => sum + failures.length + (warningCounts.get('INPUT_WITHOUT_ARTICLES') ?? 0),
		0,
	);
}

function abbreviated(paths: readonly string[]): string {
	const shown = paths.slice(0, 3).join(', ');
	return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

function plural(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function pad(count: number): string {
	return String(count).padStart(4);
}
