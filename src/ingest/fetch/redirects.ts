import { refuseClosedTarget } from './address-guard.ts';
import { FetchFailure } from './fetch-error.ts';
import type { HostRequest, Hosts } from './hosts.ts';
import type { Answer } from './request.ts';
import type { Robots } from './robots.ts';

const MAX_REDIRECTS = 5;

/** The last answer of a chain of redirects. */
export interface FinalAnswer extends Answer {
	/** Where the document stands for good now, by a permanent redirect. */
	readonly movedTo?: string;
}

export interface RedirectTools {
	readonly hosts: Hosts;
	/** Absent where nobody's leave is needed. */
	readonly robots?: Robots;
	/** Whether each target is to be looked at before it is handed to a proxy. */
	readonly isProxied: boolean;
}

/** Follows up to five redirects, each checked like the first address. @throws FetchFailure, or what undici throws. */
export async function getFollowing(
	start: string,
	request: HostRequest,
	{ hosts, robots, isProxied }: RedirectTools,
): Promise<FinalAnswer> {
	const seen = new Set<string>();
	let movedTo: string | undefined;
	let isForGood = true;
	let url = toWebUrl(start);
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		seen.add(url.href);
		if (isProxied) await refuseClosedTarget(url);
		const rules = await robots?.rulesFor(url);
		if (rules?.isAllowed(url.href) === false)
			throw new FetchFailure('FETCH_BLOCKED', `the robots.txt of ${url.host} asks us to leave it alone`);
		const answer = await hosts.ask(url, rules === undefined ? request : { ...request, rules });
		const location = answer.headers.get('location');
		if (![301, 302, 303, 307, 308].includes(answer.status) || location === null)
			return movedTo === undefined ? answer : { ...answer, movedTo };
		url = toWebUrl(location, url);
		if (seen.has(url.href)) throw new FetchFailure('FETCH_MISLED', 'it redirects in a circle');
		isForGood &&= answer.status === 301 || answer.status === 308;
		if (isForGood) movedTo = url.href;
	}
	throw new FetchFailure('FETCH_MISLED', `it redirects more than ${MAX_REDIRECTS} times`);
}

/** The address without its fragment, which no server sees. */
function toWebUrl(written: string, base?: URL): URL {
	const url = URL.parse(written, base);
	if (url === null || !/^https?:$/.test(url.protocol))
		throw new FetchFailure('FETCH_MISLED', `it leads to ${written.slice(0, 100)}, which is no web address`);
	url.hash = '';
	return url;
}
