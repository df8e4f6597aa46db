import { IngestError, type IngestErrorCode } from '../errors.ts';
import { given } from '../given.ts';

/** Why a fetch came to nothing, before it is known what was asked for. */
export class FetchFailure extends Error {
	readonly code: IngestErrorCode;
	/** When the server wants to be asked again, where it says so. */
	readonly retryAt: string | undefined;

	constructor(code: IngestErrorCode, reason: string, options: ErrorOptions & { retryAt?: string } = {}) {
		super(reason, options);
		this.name = 'FetchFailure';
		this.code = code;
		this.retryAt = options.retryAt;
	}
}

/** An answer other than 200 and 304. */
export function failureOf(status: number, retryAt?: string): FetchFailure {
	const wish = retryAt === undefined ? '' : ` and wants to be left alone until ${retryAt}`;
	return new FetchFailure(codeOfStatus(status), `the server answered ${status}${wish}`, given('retryAt', retryAt));
}

function codeOfStatus(status: number): IngestErrorCode {
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
	const retryAt = cause instanceof FetchFailure ? cause.retryAt : undefined;
	return new IngestError(code, { location, reason, ...given('retryAt', retryAt) }, { cause });
}

/** A failure in our own words. */
export interface Explanation {
	readonly code: IngestErrorCode;
	readonly reason: string;
	/** What the next try may do better. */
	readonly isPassing?: boolean;
	/** Nothing else of the host need be asked in this run. */
	readonly isHostGone?: boolean;
}

const NO_ANSWER: Explanation = { code: 'FETCH_TIMED_OUT', reason: 'its host did not answer in time' };
const RESET: Explanation = { code: 'FETCH_UNREACHABLE', reason: 'its host broke the connection off', isPassing: true };
const NO_WAY: Explanation = { code: 'FETCH_UNREACHABLE', reason: 'there is no way to its host', isHostGone: true };

/** What Node and undici call things. */
const KNOWN: Readonly<Record<string, Explanation>> = {
	ENOTFOUND: { code: 'FETCH_UNREACHABLE', reason: 'its host is not known', isHostGone: true },
	EAI_AGAIN: { code: 'FETCH_UNREACHABLE', reason: 'its host could not be looked up', isHostGone: true },
	ECONNREFUSED: { code: 'FETCH_UNREACHABLE', reason: 'its host refused the connection', isHostGone: true },
	EHOSTUNREACH: NO_WAY,
	ENETUNREACH: NO_WAY,
	ECONNRESET: RESET,
	EPIPE: RESET,
	UND_ERR_SOCKET: RESET,
	ETIMEDOUT: { ...NO_ANSWER, isHostGone: true },
	UND_ERR_CONNECT_TIMEOUT: { ...NO_ANSWER, isHostGone: true },
	UND_ERR_HEADERS_TIMEOUT: { ...NO_ANSWER, isPassing: true },
	UND_ERR_BODY_TIMEOUT: { code: 'FETCH_TIMED_OUT', reason: 'its host fell silent', isPassing: true },
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

/** Puts whatever was thrown into words. */
export function explain(cause: unknown): Explanation {
	if (!(cause instanceof Error)) return { code: 'FETCH_FAILED', reason: String(cause) };
	if (cause instanceof FetchFailure)
		return { code: cause.code, reason: cause.message, isPassing: cause.code === 'FETCH_BROKEN_OFF' };
	if (cause.name === 'TimeoutError') return { code: 'FETCH_TIMED_OUT', reason: 'it took too long' };
	const codes = codesOf(cause);
	const known = codes.map((code) => KNOWN[code]).find((explanation) => explanation !== undefined);
	if (known !== undefined) return known;
	const innermost = innermostOf(cause);
	const reason = (innermost.message.split('\n')[0] ?? '').replace(/\.$/, '');
	if (codes.includes('REFUSED_ADDRESS')) return { code: 'FETCH_REFUSED', reason, isHostGone: true };
	if (codes.some((code) => UNTRUSTED.test(code))) return { code: 'FETCH_UNTRUSTED', reason };
	return { code: 'FETCH_FAILED', reason };
}

/** Whether a body ended before it was whole, or was not packed as it should be; not that it was late. */
export function isBrokenOff(cause: unknown): boolean {
	if (cause instanceof FetchFailure) return false;
	const { code } = explain(cause);
	return code === 'FETCH_UNREACHABLE' || code === 'FETCH_FAILED';
}

/** The codes of an error and of all that lies behind it. */
function codesOf(cause: unknown): string[] {
	if (!(cause instanceof Error)) return [];
	const own = 'code' in cause && typeof cause.code === 'string' ? [cause.code] : [];
	const within = cause instanceof AggregateError ? cause.errors.flatMap(codesOf) : [];
	return [...own, ...within, ...codesOf(cause.cause)];
}

/** undici says no more than “fetch failed” or “terminated” and has the cause behind it. */
function innermostOf(error: Error): Error {
	return error.cause instanceof Error ? innermostOf(error.cause) : error;
}
