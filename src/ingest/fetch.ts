import { Agent, type Response, fetch as request } from 'undici';
import { guardedConnector } from './address-guard.ts';
import { IngestError } from './errors.ts';
import { codesOf, FetchFailure, failureOf, toFetchError } from './fetch-error.ts';
import { openReplies, type PictureFiles, type Validators } from './replies.ts';

const MAX_BYTES = 20_000_000;
const MAX_REDIRECTS = 5;
const CONNECT_MS = 10_000;
const SILENCE_MS = 15_000;
const TOTAL_MS = 60_000;

/** A document as a server sent it. */
export interface Reply {
	readonly bytes: Uint8Array;
	/** Address after redirects. */
	readonly url: string;
	readonly contentType?: string;
	/** What a later request may ask by whether it changed. */
	readonly validators: Validators;
}

export interface FetchLimits {
	/** Most bytes after decoding. */
	readonly maxBytes?: number;
	readonly accept?: string;
}

/** Fetches from the network for one run and remembers for the next what need not be fetched again. */
export interface Fetcher {
	/** The document, or undefined where it is what it was when it was last remembered under this stamp. */
	fetchDocument(url: string, stamp: string): Promise<Reply | undefined>;
	/** The document whatever was fetched before. */
	fetchBytes(url: string, limits?: FetchLimits): Promise<Reply>;
	findPicture(url: string): PictureFiles | undefined;
	rememberPicture(url: string, files: PictureFiles): void;
	/** Has the next run ask only whether the documents fetched in this one changed. Call when all is written. */
	rememberDocuments(): void;
	close(): Promise<void>;
}

export interface FetcherOptions {
	/** Where to remember replies; absent remembers none. */
	readonly cacheDir?: string;
	readonly contentDir: string;
	/** Whom an operator of a server may write to. */
	readonly contact: string;
	/** Lets tests reach a server on this machine. */
	readonly allowPrivate?: boolean;
}

/** A fetcher that goes to public addresses alone and says who it is. */
export function openFetcher({ cacheDir, contentDir, contact, allowPrivate = false }: FetcherOptions): Fetcher {
	const replies = openReplies(cacheDir, contentDir);
	const agent = new Agent({
		connect: guardedConnector({ allowPrivate, timeoutMs: CONNECT_MS }),
		headersTimeout: SILENCE_MS,
		bodyTimeout: SILENCE_MS,
	});
	const unreachable = new Map<string, IngestError>();
	const pending: (() => void)[] = [];
	const userAgent = `Jarchy/1 (news search; ${contact.includes('@') ? `mailto:${contact}` : contact})`;

	const fetchBytes = async (
		url: string,
		{ maxBytes = MAX_BYTES, accept = '*/*', validators = {} }: FetchLimits & { validators?: Validators } = {},
	): Promise<Reply | undefined> => {
		const { host } = new URL(url);
		const known = unreachable.get(host);
		if (known !== undefined) throw known;
		try {
			const headers = { 'user-agent': userAgent, accept, 'accept-language': '*', ...conditions(validators) };
			const response = await follow(url, { headers, agent });
			if (response.status === 304) return undefined;
			if (response.status !== 200) throw failureOf(response.status);
			return { bytes: await readBody(response, maxBytes), url: response.url || url, ...described(response) };
		} catch (cause) {
			const error = toFetchError(url, cause);
			if (isHostGone(cause)) unreachable.set(host, error);
			throw error;
		}
	};
	return {
		async fetchDocument(url, stamp) {
			const reply = await fetchBytes(url, { validators: replies.findValidators(url, stamp) });
			if (reply !== undefined) pending.push(() => replies.rememberValidators(url, stamp, reply.validators));
			return reply;
		},
		async fetchBytes(url, limits) {
			const reply = await fetchBytes(url, limits);
			if (reply === undefined)
				throw new IngestError('FETCH_FAILED', { location: url, reason: 'the server answered 304 unasked' });
			return reply;
		},
		findPicture: replies.findPicture,
		rememberPicture: replies.rememberPicture,
		rememberDocuments() {
			for (const remember of pending.splice(0)) remember();
		},
		async close() {
			replies.close();
			await agent.destroy();
		},
	};
}

/** Follows up to five redirects, each checked like the first address. */
async function follow(
	url: string,
	{ headers, agent }: { headers: Record<string, string>; agent: Agent },
): Promise<Response> {
	const signal = AbortSignal.timeout(TOTAL_MS);
	let target = url;
	for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
		if (!/^https?:\/\//i.test(target))
			throw new FetchFailure('FETCH_MISLED', `it leads to ${target.slice(0, 100)}, which is no web address`);
		const response = await request(target, { headers, dispatcher: agent, redirect: 'manual', signal });
		const location = response.headers.get('location');
		if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
		await response.body?.cancel();
		target = new URL(location, target).href;
	}
	throw new FetchFailure('FETCH_MISLED', `it redirects more than ${MAX_REDIRECTS} times`);
}

/** The decoded body, given up as soon as it is too large, whatever the headers promised. */
async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of response.body ?? []) {
		size += chunk.length;
		if (size > maxBytes) throw new FetchFailure('FETCH_TOO_LARGE', `it is larger than ${maxBytes / 1_000_000} MB`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function conditions({ etag, lastModified }: Validators): Record<string, string> {
	return {
		...(etag === undefined ? {} : { 'if-none-match': etag }),
		...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
	};
}

function described({ headers }: Response): Pick<Reply, 'validators'> & { contentType?: string } {
	const [contentType, etag, lastModified] = [
		headers.get('content-type'),
		headers.get('etag'),
		headers.get('last-modified'),
	];
	return {
		...(contentType === null ? {} : { contentType }),
		validators: { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) },
	};
}

/** Whether nothing else of the host need be asked in this run. */
function isHostGone(cause: unknown): boolean {
	return codesOf(cause).some((code) =>
		/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|REFUSED_ADDRESS)$/.test(
			code,
		),
	);
}
