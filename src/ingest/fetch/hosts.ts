import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { toSecond } from '../backoff.ts';
import { type Explanation, explain, FetchFailure, failureOf } from './fetch-error.ts';
import type { FetchSettings } from './fetch-settings.ts';
import { openHostGates } from './host-gates.ts';
import type { Replies } from './replies.ts';
import { type Answer, type Request, requestOnce } from './request.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Rules } from './robots.ts';

/** Failures in a row after which a host's pages and pictures are left for another run. */
const MAX_FAILURES = 3;

/** Asks one host at a time politely, and remembers which ones had better not be asked. */
export interface Hosts {
	/**
	 * The answer to one request, asked again where it failed in passing.
	 *
	 * @throws FetchFailure, or what undici throws, where there is none.
	 */
	ask(url: URL, request: HostRequest): Promise<Answer>;
}

export interface HostRequest extends Request {
	/** Absent for what needs nobody's leave. */
	readonly rules?: Rules;
	/** A page or a picture, of which there are many; a feed is asked for once a run, whatever became of the others. */
	readonly isFollowUp: boolean;
}

export interface HostTools {
	readonly dispatcher: Dispatcher;
	readonly settings: FetchSettings;
	readonly replies: Replies;
	/** Who asks. */
	readonly userAgent: string;
	/** The time, in milliseconds. */
	readonly now: () => number;
}

export function openHosts({ dispatcher, settings, replies, now, userAgent }: HostTools): Hosts {
	const gates = openHostGates(settings.atOnce);
	const gone = new Map<string, Explanation>();
	const failures = new Map<string, number>();
	const refuse = (host: string, isFollowUp: boolean): void => {
		const known = gone.get(host);
		if (known !== undefined) throw new FetchFailure(known.code, known.reason);
		if (!isFollowUp) return;
		if ((failures.get(host) ?? 0) >= MAX_FAILURES)
			throw new FetchFailure('FETCH_UNREACHABLE', `its host failed ${MAX_FAILURES} times in a row`);
		const retryAt = replies.findPause(host);
		if (retryAt !== undefined && Date.parse(retryAt) > now())
			throw new FetchFailure('FETCH_LIMITED', `its host wants to be left alone until ${retryAt}`, { retryAt });
	};
	const tryOnce = async (url: URL, { rules, isFollowUp, ...request }: HostRequest): Promise<Answer | Explanation> => {
		const { host } = url;
		try {
			return await gates.pass(host, Math.max(settings.gapMs, rules?.delayMs ?? 0), () => {
				refuse(host, isFollowUp);
				const headers = { 'user-agent': userAgent, ...request.headers };
				return requestOnce(url.href, { ...request, headers }, { dispatcher, totalMs: settings.totalMs });
			});
		} catch (cause) {
			const explanation = explain(cause);
			if (explanation.isHostGone === true) gone.set(host, explanation);
			if (explanation.isPassing !== true) throw cause;
			return explanation;
		}
	};
	return {
		async ask(url, request) {
			for (let tries = 0; ; tries++) {
				const result = await tryOnce(url, request);
				const isAnswer = 'status' in result;
				if (request.isFollowUp) failures.set(url.host, isAnswer ? 0 : (failures.get(url.host) ?? 0) + 1);
				const wait = isAnswer ? retryAfterMs(result.headers.get('retry-after'), now()) : undefined;
				if (isAnswer && !isPassing(result.status)) return result;
				const pause = pauseBefore(tries, wait, settings);
				if (pause !== undefined) {
					await sleep(pause);
					continue;
				}
				if (!isAnswer) throw new FetchFailure(result.code, result.reason);
				const retryAt = wait === undefined ? undefined : toSecond(new Date(now() + wait).toISOString());
				if (retryAt !== undefined) replies.rememberPause(url.host, retryAt);
				throw failureOf(result.status, retryAt);
			}
		},
	};
}

/** Answers that may be better the next time. */
function isPassing(status: number): boolean {
	return [429, 500, 502, 503, 504].includes(status);
}

/** How long to wait for the next try; undefined where there is to be none. */
function pauseBefore(tries: number, wait: number | undefined, settings: FetchSettings): number | undefined {
	const pause = settings.retryPausesMs[tries];
	if (pause === undefined || wait === undefined) return pause;
	return wait <= settings.patienceMs ? Math.max(wait, pause) : undefined;
}
