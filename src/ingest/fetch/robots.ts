import robotsParser from 'robots-parser';
import { given } from '../given.ts';
import { explain, FetchFailure, failureOf } from './fetch-error.ts';
import type { Replies } from './replies.ts';
import type { Answer, Request } from './request.ts';

/** The name by which a robots.txt means us. */
export const ROBOT_NAME = 'Jarchy';
const MAX_BYTES = 500_000;
/** Length of all rules with wildcards that are heeded: matching takes this times the length of an address. */
const MAX_WILD = 10_000;
const DAY_MS = 24 * 3_600_000;
/** How long an old copy serves while no new one can be had (RFC 9309 2.4 leaves it to the crawler). */
const MAX_AGE_MS = 30 * DAY_MS;
/** Whoever wants longer pauses gets these. */
const MAX_DELAY_MS = 10_000;

/** What a host's robots.txt lets us do. */
export interface Rules {
	isAllowed(url: string): boolean;
	/** Time to leave between two requests. */
	readonly delayMs: number;
}

/** The robots.txt of each host, asked once a run and kept for a day. */
export interface Robots {
	/** @throws IngestError where it cannot be had: then nothing of the host may be fetched for now. */
	rulesFor(url: URL): Promise<Rules>;
}

export interface RobotsTools {
	/** Follows redirects, without asking for anybody's rules. */
	readonly get: (url: string, request: Request) => Promise<Answer>;
	readonly replies: Replies;
	readonly now: () => number;
}

export function openRobots(tools: RobotsTools): Robots {
	const known = new Map<string, Promise<Rules>>();
	return {
		rulesFor({ origin }) {
			const rules =
				known.get(origin) ??
				fetchText(`${origin}/robots.txt`, tools).then((text) => parse(`${origin}/robots.txt`, text));
			known.set(origin, rules);
			return rules;
		},
	};
}

function parse(url: string, text: string): Rules {
	const robots = robotsParser(url, bounded(text));
	const delay = Number(robots.getCrawlDelay(ROBOT_NAME) ?? 0);
	return {
		isAllowed: (address) => robots.isAllowed(address, ROBOT_NAME) !== false,
		delayMs: delay > 0 ? Math.min(delay * 1000, MAX_DELAY_MS) : 0,
	};
}

/** The text without further rules with wildcards than can be matched in no time. */
function bounded(text: string): string {
	let wild = 0;
	const lines = text.split(/\r\n?|\n/).filter((line) => {
		if (!/^\s*(dis)?allow\s*:[^#]*\*/i.test(line)) return true;
		wild += line.length;
		return wild <= MAX_WILD;
	});
	return lines.join('\n');
}

async function fetchText(url: string, { get, replies, now }: RobotsTools): Promise<string> {
	const kept = replies.findRobots(url);
	const age = kept === undefined ? Number.NaN : now() - Date.parse(kept.fetchedAt);
	if (kept !== undefined && age >= 0 && age < DAY_MS) return kept.text;
	try {
		const text = await ask(url, get);
		replies.rememberRobots(url, { text, fetchedAt: new Date(now()).toISOString() });
		return text;
	} catch (cause) {
		if (kept !== undefined && age >= 0 && age < MAX_AGE_MS) return kept.text;
		throw withoutRules(url, cause);
	}
}

/** Says that it was the robots.txt that could not be had, where the rest of the host might be. */
function withoutRules(url: string, cause: unknown): unknown {
	const { code, reason, isHostGone = false } = explain(cause);
	if (isHostGone || code === 'FETCH_UNTRUSTED') return cause;
	const retryAt = cause instanceof FetchFailure ? cause.retryAt : undefined;
	const told = `its rules could not be read, and without them nothing there may be fetched: ${url}: ${reason}`;
	return new FetchFailure(code, told, { cause, ...given('retryAt', retryAt) });
}

/** The text of a robots.txt; none where the server says that there is none (RFC 9309 2.3.1.3). */
async function ask(url: string, get: RobotsTools['get']): Promise<string> {
	const { status, bytes } = await get(url, {
		headers: { accept: 'text/plain,*/*;q=0.1' },
		maxBytes: MAX_BYTES,
		isCut: true,
	});
	if (status >= 500) throw failureOf(status);
	return status === 200 ? new TextDecoder().decode(bytes) : '';
}
