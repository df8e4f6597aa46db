import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import { keptHeadersDigest, keptHeadersOf } from '#build/headers.ts';
import { isMissing, toExpected } from './s3-errors.ts';
import { changedSinceBuild, type Target, type Upload } from './target.ts';

type Sdk = typeof import('@aws-sdk/client-s3');

/** Where in an object store a site goes. */
export interface S3Address {
	readonly bucket: string;
	/** What stands before every path: empty, or a folder with a slash at its end. */
	readonly prefix: string;
}

/** Larger files go in parts of this size, so that none is ever whole in memory. */
const PART_BYTES = 16 * 1024 * 1024;
/** Times that the client tries a request that failed for no fault of ours. */
const ATTEMPTS = 5;

/**
 * A bucket of Amazon S3 or of anything that speaks its protocol. Region, credentials and, for others than Amazon, the
 * endpoint come from where the official tools take them: `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`,
 * `AWS_ENDPOINT_URL` (or `AWS_ENDPOINT_URL_S3`), profiles and roles.
 */
export async function openS3(address: S3Address, env: Readonly<Record<string, string | undefined>>): Promise<S3Target> {
	const sdk = await import('@aws-sdk/client-s3');
	const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined;
	const client = new sdk.S3Client({
		maxAttempts: ATTEMPTS,
		followRegionRedirects: true,
		...(endpoint === undefined
			? {}
			: {
					endpoint,
					region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1',
					forcePathStyle: true,
					// Many a store refuses the checksums that Amazon added in 2025; the signature covers the bytes anyway.
					requestChecksumCalculation: 'WHEN_REQUIRED',
					responseChecksumValidation: 'WHEN_REQUIRED',
				}),
	});
	return new S3Target({ address, client, sdk, endpoint });
}

/** An open bucket. */
export class S3Target implements Target {
	readonly name: string;
	readonly concurrency = 16;
	readonly headers = keptHeadersDigest();
	readonly #address: S3Address;
	readonly #client: S3Client;
	readonly #sdk: Sdk;
	readonly #place: { bucket: string; endpoint: string | undefined };

	constructor(options: { address: S3Address; client: S3Client; sdk: Sdk; endpoint: string | undefined }) {
		const { address, client, sdk, endpoint } = options;
		this.#address = address;
		this.#client = client;
		this.#sdk = sdk;
		this.#place = { bucket: address.bucket, endpoint };
		this.name = `${endpoint === undefined ? '' : `${endpoint} `}s3://${address.bucket}/${address.prefix}`;
	}

	async check(): Promise<void> {
		// The first question of a deploy, for its manifest, tells whether bucket and key are right.
	}

	async claim(): Promise<void> {
		// A bucket is there and named by its owner: nothing is to be made ready.
	}

	async read(path: string): Promise<Readable | undefined> {
		return await this.#ask(async () => {
			try {
				const { Body: body } = await this.#client.send(new this.#sdk.GetObjectCommand(this.#object(path)));
				return body instanceof Readable ? body : undefined;
			} catch (error) {
				if (isMissing(error)) return undefined;
				throw error;
			}
		});
	}

	async holds({ path, sha256 }: Upload): Promise<boolean> {
		return await this.#ask(async () => {
			try {
				const head = await this.#client.send(new this.#sdk.HeadObjectCommand(this.#object(path)));
				const { contentType, cacheControl } = keptHeadersOf(`/${path}`);
				return (
					head.Metadata?.['sha256'] === sha256 && head.ContentType === contentType && head.CacheControl === cacheControl
				);
			} catch (error) {
				if (isMissing(error)) return false;
				throw error;
			}
		});
	}

	async put(upload: Upload): Promise<void> {
		if (upload.size > PART_BYTES) {
			await this.#ask(() => this.#putInParts(upload));
			return;
		}
		const bytes = await readFile(upload.file);
		if (createHash('sha256').update(bytes).digest('hex') !== upload.sha256) throw changedSinceBuild(upload.file);
		const command = new this.#sdk.PutObjectCommand({ ...this.#described(upload), Body: bytes });
		await this.#ask(() => this.#client.send(command));
	}

	async delete(path: string): Promise<void> {
		await this.#ask(() => this.#client.send(new this.#sdk.DeleteObjectCommand(this.#object(path))));
	}

	async close(): Promise<void> {
		this.#client.destroy();
	}

	/** The object shows only when all parts are there and are what they should be. */
	async #putInParts(upload: Upload): Promise<void> {
		const { CreateMultipartUploadCommand, CompleteMultipartUploadCommand, AbortMultipartUploadCommand } = this.#sdk;
		const created = await this.#client.send(new CreateMultipartUploadCommand(this.#described(upload)));
		const id = { ...this.#object(upload.path), UploadId: created.UploadId };
		const file = await open(upload.file);
		try {
			const parts = await this.#sendParts(upload, id, file);
			await this.#client.send(new CompleteMultipartUploadCommand({ ...id, MultipartUpload: { Parts: parts } }));
		} catch (error) {
			// What cannot be taken back either goes with the bucket's own rule for unfinished uploads.
			await this.#client.send(new AbortMultipartUploadCommand(id)).catch(() => undefined);
			throw error;
		} finally {
			await file.close();
		}
	}

	async #sendParts(
		upload: Upload,
		id: { Bucket: string; Key: string; UploadId: string | undefined },
		file: FileHandle,
	): Promise<CompletedPart[]> {
		const hash = createHash('sha256');
		const parts: CompletedPart[] = [];
		for (let at = 0; at < upload.size; at += PART_BYTES) {
			const bytes = Buffer.alloc(Math.min(PART_BYTES, upload.size - at));
			const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, at);
			if (bytesRead < bytes.byteLength) throw changedSinceBuild(upload.file);
			hash.update(bytes);
			const part = { ...id, PartNumber: parts.length + 1, Body: bytes };
			const { ETag } = await this.#client.send(new this.#sdk.UploadPartCommand(part));
			parts.push({ ETag, PartNumber: part.PartNumber });
		}
		if (hash.digest('hex') !== upload.sha256) throw changedSinceBuild(upload.file);
		return parts;
	}

	#described({ path, sha256 }: Upload): {
		Bucket: string;
		Key: string;
		ContentType: string;
		CacheControl: string;
		Metadata: Record<string, string>;
	} {
		const { contentType, cacheControl } = keptHeadersOf(`/${path}`);
		return {
			...this.#object(path),
			ContentType: contentType,
			CacheControl: cacheControl,
			Metadata: { sha256 },
		};
	}

	#object(path: string): { Bucket: string; Key: string } {
		return { Bucket: this.#address.bucket, Key: this.#address.prefix + path };
	}

	async #ask<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			throw toExpected(error, this.#place);
		}
	}
}
