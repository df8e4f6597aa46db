import { IngestError, type IngestErrorCode } from './errors.ts';

type FetchCode = Extract<IngestErrorCode, `FETCH_${string}`>;

/** Why a fetch came to nothing, before it is known what was asked for. */
export class FetchFailure extends Error {
	readonly code: FetchCode;

	constructor(code: FetchCode, reason: string) {
		super(reason);
		this.name = 'FetchFailure';
		this.code = code;
	}
}

/** An answer other than 200 and 304. */
export function failureOf(status: number): FetchFailure {
	return new FetchFailure(codeOfStatus(status), `the server answered ${status}`);
}

function codeOfStatus(status: number): FetchCode {
	if (status === 404 || status === 410) return 'FETCH_GONE';
	if (status === 401 || status === 403 || status === 451) return 'FETCH_BLOCKED';
	if (status === 429) return 'FETCH_LIMITED';
	if (status === 408) return 'FETCH_TIMED_OUT';
	return status >= 500 ? 'FETCH_SERVER_FAILED' : 'FETCH_FAILED';
}

/** Whatever made a fetch fail, as an error of ingest that says in plain words what it was. */
export function toFetchError(location: string, cause: unknown): IngestError {
	if (cause instanceof IngestError) return cause;
	const { code, reason } = explain(cause);
	return new IngestError(code, { location, reason }, { cause });
}

interface Explanation {
	readonly code: FetchCode;
	readonly reason: string;
}

const TIMED_OUT: Explanation = { code: 'FETCH_TIMED_OUT', reason: 'its host did not answer in time' };
const RESET: Explanation = { code: 'FETCH_UNREACHABLE', reason: 'its host broke the connection off' };

/** What Node and undici call things. */
const KNOWN: Readonly<Record<string, Explanation>> = {
	ENOTFOUND: { code: 'FETCH_UNREACHABLE', reason: 'its host is not known' },
	EAI_AGAIN: { code: 'FETCH_UNREACHABLE', reason: 'its host could not be looked up' },
	ECONNREFUSED: { code: 'FETCH_UNREACHABLE', reason: 'its host refused the connection' },
	EHOSTUNREACH: { code: 'FETCH_UNREACHABLE', reason: 'there is no way to its host' },
	ENETUNREACH: { code: 'FETCH_UNREACHABLE', reason: 'there is no way to its host' },
	ECONNRESET: RESET,
	EPIPE: RESET,
	UND_ERR_SOCKET: RESET,
	ETIMEDOUT: TIMED_OUT,
	UND_ERR_CONNECT_TIMEOUT: TIMED_OUT,
	UND_ERR_HEADERS_TIMEOUT: TIMED_OUT,
	UND_ERR_BODY_TIMEOUT: { code: 'FETCH_TIMED_OUT', reason: 'its host fell silent' },
	CERT_HAS_EXPIRED: { code: 'FETCH_UNTRUSTED', reason: 'the certificate of its host has expired' },
	DEPTH_ZERO_SELF_SIGNED_CERT: { code: 'FETCH_UNTRUSTED', reason: 'its host vouches for its certificate itself' },
	ERR_TLS_CERT_ALTNAME_INVALID: {
		code: 'FETCH_UNTRUSTED',
		reason: 'the certificate of its host is for another name',
	},
};

/** Codes of a handshake that failed, beside those that {@link KNOWN} puts into words. */
const UNTRUSTED =
	/^(ERR_SSL|ERR_TLS|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_CERT|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED)/;

function explain(cause: unknown): Explanation {
	if (!(cause instanceof Error)) return { code: 'FETCH_FAILED', reason: String(cause) };
	if (cause instanceof FetchFailure) return { code: cause.code, reason: cause.message };
	if (cause.name === 'TimeoutError') return { code: 'FETCH_TIMED_OUT', reason: 'it took too long' };
	const codes = codesOf(cause);
	const known = codes.map((code) => KNOWN[code]).find((explanation) => explanation !== undefined);
	if (known !== undefined) return known;
	const innermost = innermostOf(cause);
	const reason = (innermost.message.split('\n')[0] ?? '').replace(/\.$/, '');
	if (codes.includes('REFUSED_ADDRESS')) return { code: 'FETCH_REFUSED', reason };
	if (codes.some((code) => UNTRUSTED.test(code))) return { code: 'FETCH_UNTRUSTED', reason };
	return { code: 'FETCH_FAILED', reason };
}

/** The codes of an error and of all that lies behind it. */
export function codesOf(cause: unknown): string[] {
	if (!(cause instanceof Error)) return [];
	const own = 'code' in cause && typeof cause.code === 'string' ? [cause.code] : [];
	const within = cause instanceof AggregateError ? cause.errors.flatMap(codesOf) : [];
	return [...own, ...within, ...codesOf(cause.cause)];
}

/** undici says no more than “fetch failed” or “terminated” and has the cause behind it. */
function innermostOf(error: Error): Error {
	return error.cause instanceof Error ? innermostOf(error.cause) : error;
}
