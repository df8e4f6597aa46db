import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { resolveWebUrl } from '#core/url.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import { guardedConnector } from './address-guard.ts';
import { failureOf, toFetchError } from './fetch-error.ts';
import { DEFAULT_SETTINGS, type FetchSettings } from './fetch-settings.ts';
import { type HostRequest, openHosts } from './hosts.ts';
import { type FinalAnswer, getFollowing } from './redirects.ts';
import { type Attempts, openReplies, type PictureFiles, type Validators } from './replies.ts';
import type { Answer } from './request.ts';
import { openRobots, ROBOT_NAME } from './robots.ts';

const MAX_BYTES = 20_000_000;

/** A document as a server sent it. */
export interface Reply {
	readonly bytes: Uint8Array;
	/** Address after redirects. */
	readonly url: string;
	readonly contentType?: string;
	/** Where the server says that these very bytes stand, absolute. */
	readonly contentLocation?: string;
	/** What a later request may ask by whether it changed. */
	readonly validators: Validators;
}

export interface FetchLimits {
	/** Most bytes after decoding. */
	readonly maxBytes?: number;
	readonly accept?: string;
}

/**
 * Fetches from the network for one run and remembers for the next what need not be fetched again. What it throws is an
 * IngestError whose code says what is wrong: `FETCH_GONE` means that the server knows of no such page (404, 410).
 */
export interface Fetcher {
	/** The document, or undefined where it is what it was when it was last remembered under this stamp. */
	fetchDocument(url: string, stamp: string): Promise<Reply | undefined>;
	/** The document whatever was fetched before. */
	fetchBytes(url: string, limits?: FetchLimits): Promise<Reply>;
	/** Where a document fetched in this run stands for good now. */
	findMove(url: string): string | undefined;
	/** Has the next run ask for the document itself, by the address it was asked for or found at: not all could be made of it. */
	forgetDocument(url: string): void;
	findPicture(url: string): PictureFiles | undefined;
	rememberPicture(url: string, files: PictureFiles): void;
	findAttempts(url: string): Attempts | undefined;
	rememberAttempts(url: string, attempts: Attempts): void;
	/**
	 * Has the next run ask only whether the documents fetched in this one changed, and remember the attempts. Call when all is written.
	 */
	rememberDocuments(): void;
	close(): Promise<void>;
}

export interface FetcherOptions {
	/** Where to remember replies; absent remembers none. */
	readonly cacheDir?: string;
	readonly contentDir: string;
	/** Whom an operator of a server may write to. */
	readonly contact: string;
	/** Instant of the run. */
	readonly now: string;
	/** Lets tests reach a server on this machine, without a proxy. */
	readonly allowPrivate?: boolean;
	/** What tests want shorter. */
	readonly settings?: Partial<FetchSettings>;
}

/** A fetcher that goes to public addresses alone, where robots.txt lets it, and says who it is. */
export function openFetcher(options: FetcherOptions): Fetcher {
	const { cacheDir, contentDir } = options;
	const replies = openReplies(cacheDir, contentDir);
	const network = openNetwork(options, replies);
	const pending = new Map<string, { foundAt: string; remember: () => void }>();
	const attempts = new Map<string, Attempts>();
	const moves = new Map<string, string>();

	const get = async (
		url: string,
		{ maxBytes = MAX_BYTES, accept = '*/*', validators, isFollowUp }: FetchLimits & Asked,
	): Promise<Reply | undefined> => {
		const headers = { accept, 'accept-language': '*', ...conditions(validators) };
		try {
			const answer = await network.get(url, { headers, maxBytes, isFollowUp });
			if (answer.status !== 200 && answer.status !== 304) throw failureOf(answer.status);
			if (answer.movedTo !== undefined) moves.set(url, answer.movedTo);
			return answer.status === 304 ? undefined : toReply(answer);
		} catch (cause) {
			throw toFetchError(url, cause);
		}
	};
	return {
		async fetchDocument(url, stamp) {
			const reply = await get(url, { validators: replies.findValidators(url, stamp), isFollowUp: false });
			if (reply !== undefined) {
				const remember = (): void => replies.rememberValidators(url, stamp, reply.validators);
				pending.set(url, { foundAt: reply.url, remember });
			}
			return reply;
		},
		async fetchBytes(url, limits = {}) {
			const reply = await get(url, { ...limits, validators: {}, isFollowUp: true });
			if (reply === undefined)
				throw new IngestError('FETCH_FAILED', { location: url, reason: 'the server answered 304 unasked' });
			return reply;
		},
		findMove: (url) => moves.get(url),
		forgetDocument(url) {
			for (const [asked, { foundAt }] of pending) if (url === asked || url === foundAt) pending.delete(asked);
		},
		findPicture: replies.findPicture,
		rememberPicture: replies.rememberPicture,
		findAttempts: replies.findAttempts,
		rememberAttempts: (url, latest) => void attempts.set(url, latest),
		rememberDocuments() {
			for (const { remember } of pending.values()) remember();
			for (const [url, latest] of attempts) replies.rememberAttempts(url, latest);
			pending.clear();
			attempts.clear();
		},
		async close() {
			replies.close();
			await network.close();
		},
	};
}

/** What asking for a document needs besides its limits. */
interface Asked {
	readonly validators: Validators;
	readonly isFollowUp: boolean;
}

/** Everything between us and the servers, in one piece for a run. */
function openNetwork(
	{ contact, now: startsAt, allowPrivate = false, settings: changed }: FetcherOptions,
	replies: ReturnType<typeof openReplies>,
): { get: (url: string, request: HostRequest) => Promise<FinalAnswer>; close: () => Promise<void> } {
	const settings = { ...DEFAULT_SETTINGS, ...changed };
	const openedAt = performance.now();
	const now = (): number => Date.parse(startsAt) + performance.now() - openedAt;
	const isProxied = !allowPrivate && PROXIES.some((name) => (process.env[name] ?? '') !== '');
	const dispatcher = openDispatcher(settings, { allowPrivate, isProxied });
	const userAgent = `${ROBOT_NAME}/1 (news search; ${contact.includes('@') ? `mailto:${contact}` : contact})`;
	const hosts = openHosts({ dispatcher, settings, replies, now, userAgent });
	const robots = openRobots({
		get: (url, request) => getFollowing(url, { ...request, isFollowUp: false }, { hosts, isProxied }),
		replies,
		now,
	});
	return {
		get: (url, request) => getFollowing(url, request, { hosts, robots, isProxied }),
		close: () => dispatcher.destroy(),
	};
}

const PROXIES = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'];

function openDispatcher(
	{ connectMs, silenceMs }: FetchSettings,
	{ allowPrivate, isProxied }: { allowPrivate: boolean; isProxied: boolean },
): Dispatcher {
	const options = {
		connect: guardedConnector({ allowLocal: allowPrivate, timeoutMs: connectMs }),
		headersTimeout: silenceMs,
		bodyTimeout: silenceMs,
	};
	return isProxied ? new EnvHttpProxyAgent({ ...options, connectTimeout: connectMs }) : new Agent(options);
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
	return {
		...(etag === undefined ? {} : { 'if-none-match': etag }),
		...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
	};
}

function toReply({ bytes, url, headers }: Answer): Reply {
	const read = (name: string): string | undefined => headers.get(name) ?? undefined;
	const validators = { ...given('etag', read('etag')), ...given('lastModified', read('last-modified')) };
	const contentLocation = resolveWebUrl(read('content-location'), url);
	return {
		bytes,
		url,
		...given('contentType', read('content-type')),
		...given('contentLocation', contentLocation),
		validators,
	};
}
