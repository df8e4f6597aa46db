import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '#core/source.ts';
import { type FeedState, isWorking } from '#core/source-state.ts';
import type { AdapterWarning } from './adapters/adapter.ts';
import { afterFailure, afterSuccess } from './backoff.ts';
import { classOf } from './error-class.ts';
import { cureFor, IngestError, messageOf } from './errors.ts';
import type { Fetcher } from './fetch/fetch.ts';
import { given } from './given.ts';
import type { Finding, SourceStates } from './source-states.ts';

/** A source's own feed on the web, whose state is kept. */
export interface WatchedFeed {
	readonly source: Source;
	readonly url: string;
}

/** What watching needs of a run. */
export interface WatchTools {
	readonly contentDir: string;
	readonly now: string;
	readonly fetcher: Fetcher;
	readonly states: SourceStates;
}

/** Why a feed is not to be asked yet; undefined where it is. */
export function findPause({ source, url }: WatchedFeed, { now, fetcher, states }: WatchTools): IngestError | undefined {
	const nextTryAt = fetcher.findAttempts(url)?.nextTryAt;
	const state = states.find(source.id, url);
	if (nextTryAt === undefined || state === undefined || Date.parse(nextTryAt) <= Date.parse(now)) return undefined;
	const details = { source: source.id, location: url, class: state.class, since: state.since, next: nextTryAt };
	return new IngestError('FEED_NOT_ASKED', { ...details, hint: hintOf(state, source.id, now) });
}

/** Takes note that a feed could not be read. @returns the error with what to do about it. */
export function noteFailure({ source, url }: WatchedFeed, error: IngestError, tools: WatchTools): IngestError {
	const { now, fetcher, states } = tools;
	fetcher.forgetDocument(url);
	const before = fetcher.findAttempts(url);
	const retryAt = error.details['retryAt'];
	const after = afterFailure(before, { now, retryAt: retryAt === undefined ? undefined : String(retryAt) });
	fetcher.rememberAttempts(url, after);
	const finding = { class: classOf(error), message: error.message };
	const state = states.note(source.id, url, { finding, before, after });
	return new IngestError(error.code, { ...error.details, hint: hintOf(state, source.id, now) }, { cause: error.cause });
}

/** Takes note that a feed was read, or was what it had been, and of what is wrong with it all the same. */
export function noteReading(
	feed: WatchedFeed,
	reading: { isUnchanged: boolean; warnings: readonly AdapterWarning[] },
	tools: WatchTools,
): AdapterWarning | undefined {
	const { source, url } = feed;
	const { now, fetcher, states } = tools;
	const finding = findingOf(feed, reading, tools);
	// What gave nothing is to be looked at again, and told again, until it gives something.
	if (!isWorking(finding.class)) fetcher.forgetDocument(url);
	const before = fetcher.findAttempts(url);
	const after = isWorking(finding.class)
		? afterSuccess(now)
		: { failures: 0, ...given('lastSuccessAt', before?.lastSuccessAt) };
	if (after.failures !== before?.failures || after.lastSuccessAt !== before.lastSuccessAt)
		fetcher.rememberAttempts(url, after);
	states.note(source.id, url, { finding, before, after });
	if (finding.movedTo === undefined) return undefined;
	return {
		code: 'FEED_MOVED',
		details: { source: source.id, location: url, target: finding.movedTo, ...lineFor(feed, finding.movedTo, tools) },
	};
}

function findingOf(
	{ source, url }: WatchedFeed,
	{ isUnchanged, warnings }: { isUnchanged: boolean; warnings: readonly AdapterWarning[] },
	{ fetcher, states }: WatchTools,
): Finding {
	const movedTo = fetcher.findMove(url);
	if (movedTo !== undefined) return { class: 'moved', movedTo };
	for (const wanted of ['empty', 'cut', 'charset'] as const) {
		const warning = warnings.find((candidate) => classOf(candidate) === wanted);
		if (warning !== undefined) return { class: wanted, message: messageOf(warning.code, warning.details) };
	}
	const before = states.find(source.id, url);
	const isAsBefore = isUnchanged && (before?.class === 'charset' || before?.class === 'cut');
	return isAsBefore ? { class: before.class, ...given('message', before.message) } : { class: 'ok' };
}

/** The line of a source's file that names a feed, and what to write there. */
function lineFor(
	{ source, url }: WatchedFeed,
	target: string,
	{ contentDir }: WatchTools,
): { line: number; written: string } {
	const lines = readFileSync(join(contentDir, 'sources', `${source.id}.yaml`), 'utf8').split('\n');
	const named = lines.findIndex((line) => isNamedIn(line, url));
	const index = named < 0 ? lines.findIndex((line) => line.startsWith('feeds:')) : named;
	return { line: index + 1, written: lines[named]?.trim().replace(url, () => target) ?? target };
}

function isNamedIn(line: string, url: string): boolean {
	const at = line.indexOf(url);
	return at >= 0 && /^(["'\s,\]#]|$)/.test(line.slice(at + url.length));
}

const DAY_MS = 86_400_000;
/** After which a failure is no passing one. */
const LONG_DAYS = 21;

/** What a class means, since when it is so, and what to do. */
function hintOf(state: FeedState, source: string, now: string): string {
	const { failingSince = state.since, lastSuccessAt } = state;
	const days = Math.floor((Date.parse(now) - Date.parse(failingSince)) / DAY_MS);
	const last = lastSuccessAt === undefined ? '' : `, last read ${lastSuccessAt}`;
	const long = days >= LONG_DAYS ? ` It has given nothing for ${days} days: mend it or set \`enabled: false\`.` : '';
	return `State: ${state.class}, failing since ${failingSince}${last}. ${cureFor(state.class, source)}${long}`;
}
