import { type Dispatcher, type Response, fetch as undiciFetch } from 'undici';
import { FetchFailure, isBrokenOff } from './fetch-error.ts';

/** What to ask of a server, and how much of it to take. */
export interface Request {
	readonly headers: Readonly<Record<string, string>>;
	/** Most bytes after decoding. */
	readonly maxBytes: number;
	/** Takes the first `maxBytes` of a longer document instead of giving it up. */
	readonly isCut?: boolean;
}

/** What a server answered to one request; redirects are not followed. */
export interface Answer {
	readonly status: number;
	readonly url: string;
	readonly headers: Response['headers'];
	/** Decoded; empty where the status is not 200. */
	readonly bytes: Uint8Array;
}

/** Makes one request and reads its answer to the end. @throws FetchFailure or what undici throws. */
export async function requestOnce(
	url: string,
	{ headers, maxBytes, isCut = false }: Request,
	{ dispatcher, totalMs }: { dispatcher: Dispatcher; totalMs: number },
): Promise<Answer> {
	const signal = AbortSignal.timeout(totalMs);
	const response = await undiciFetch(url, { headers, dispatcher, redirect: 'manual', signal });
	const { status } = response;
	if (status === 200)
		return { status, url, headers: response.headers, bytes: await readBody(response, { maxBytes, isCut }) };
	await response.body?.cancel().catch(() => undefined);
	return { status, url, headers: response.headers, bytes: new Uint8Array() };
}

/** The decoded body, given up as soon as it is too large, whatever the headers promised. */
async function readBody(
	response: Response,
	{ maxBytes, isCut }: { maxBytes: number; isCut: boolean },
): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of response.body ?? []) {
			size += chunk.length;
			chunks.push(chunk);
			if (size > maxBytes && isCut) break;
			if (size > maxBytes) throw new FetchFailure('FETCH_TOO_LARGE', `it is larger than ${maxBytes / 1_000_000} MB`);
		}
	} catch (cause) {
		throw isBrokenOff(cause) ? new FetchFailure('FETCH_BROKEN_OFF', 'its answer broke off', { cause }) : cause;
	}
	return Buffer.concat(chunks).subarray(0, maxBytes);
}
