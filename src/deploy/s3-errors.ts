import { ExpectedError, UsageError } from '#core/expected-error.ts';

/** Which bucket was asked, and where. */
interface Place {
	readonly bucket: string;
	readonly endpoint: string | undefined;
}

/** True where the answer says that there is no such object; a bucket that is missing is another matter. */
export function isMissing(error: unknown): boolean {
	const name = nameOf(error);
	return name === 'NoSuchKey' || name === 'NotFound';
}

const CREDENTIALS =
	'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; the key needs s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject.';

const REFUSED = new Set([
	'AccessDenied',
	'InvalidAccessKeyId',
	'SignatureDoesNotMatch',
	'ExpiredToken',
	'InvalidToken',
	'AllAccessDisabled',
	'AccountProblem',
	'Forbidden',
]);
const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError']);
const UNREACHABLE = new Set([
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ETIMEDOUT',
	'EPIPE',
	'TimeoutError',
]);

/** What an error of the store means to the operator; anything else as it is. */
export function toExpected(error: unknown, { bucket, endpoint }: Place): unknown {
	if (!(error instanceof Error) || error instanceof ExpectedError) return error;
	const name = nameOf(error);
	const status = statusOf(error);
	const where = endpoint ?? 'Amazon S3';
	const told = /^(Unknown(Error)?)?$/.test(error.message) ? `status ${status}` : error.message.replace(/\.$/, '');
	const options = { cause: error };
	if (NO_CREDENTIALS.has(name)) return new UsageError(`There are no credentials for ${where}. ${CREDENTIALS}`, options);
	if (/region is missing/i.test(error.message)) {
		return new UsageError('It is not known in which region the bucket lies. Set AWS_REGION.', options);
	}
	if (name === 'NoSuchBucket' || (isMissing(error) && status === 404)) {
		return new UsageError(
			`There is no bucket “${bucket}” at ${where}. Create it, or name another: --to s3://BUCKET.`,
			options,
		);
	}
	if (REFUSED.has(name) || status === 401 || status === 403) {
		return new UsageError(`${where} refuses the credentials for bucket “${bucket}” (${told}). ${CREDENTIALS}`, options);
	}
	if (status === 301 || status === 307 || name === 'AuthorizationHeaderMalformed') {
		return new UsageError(
			`Bucket “${bucket}” lies in another region (${told}). Set AWS_REGION to the bucket's own.`,
			options,
		);
	}
	if (UNREACHABLE.has(name) || UNREACHABLE.has(codeOf(error))) {
		return new ExpectedError(
			`Could not reach ${where} (${codeOf(error) || name}). Look after the network${endpoint === undefined ? '' : ' and AWS_ENDPOINT_URL'}, then deploy again: it goes on from here.`,
			options,
		);
	}
	if (status === undefined) return error;
	return new ExpectedError(
		`${where} answered ${status} for bucket “${bucket}” (${told}). Deploy again later: it goes on from here.`,
		options,
	);
}

function nameOf(error: unknown): string {
	return error instanceof Error ? error.name : '';
}

function codeOf(error: Error): string {
	if ('code' in error && typeof error.code === 'string') return error.code;
	// A host with several addresses: what the last attempt said.
	const last = error instanceof AggregateError ? error.errors.at(-1) : undefined;
	return last instanceof Error && 'code' in last && typeof last.code === 'string' ? last.code : '';
}

function statusOf(error: Error): number | undefined {
	const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
	if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
	return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
