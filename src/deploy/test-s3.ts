import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

/** A request that the store was asked, and when it was answered: numbers of one clock that ticks with each event. */
interface Asked {
	/** `PUT ru/index.html` */
	readonly what: string;
	readonly begunAt: number;
	endedAt?: number;
}

/** An object store of its own on a free port of this machine, which keeps a record of what it is asked. */
export class TestS3 {
	readonly asked: Asked[] = [];
	/** Told of every answered request. */
	onAnswer: (() => void) | undefined;
	/** Uploads that it takes before it cuts every connection. */
	left = Number.POSITIVE_INFINITY;
	readonly #dir = mkdtempSync(join(tmpdir(), 'jarchy-s3-'));
	readonly #store: S3rver;
	readonly #server: Server;
	readonly #bucket: string;
	#time = 0;

	constructor(bucket: string) {
		this.#bucket = bucket;
		this.#store = new S3rver({
			directory: this.#dir,
			silent: true,
			configureBuckets: [{ name: bucket, configs: [] }],
		});
		const answer = this.#store.callback();
		this.#server = createServer((request, response) => this.#answer(request, response, answer));
	}

	/** @returns the settings that lead a client here. */
	async start(): Promise<Record<string, string>> {
		await this.#store.configureBuckets();
		const port = await new Promise<number>((resolve) => {
			this.#server.listen(0, '127.0.0.1', () => {
				const address = this.#server.address();
				resolve(typeof address === 'object' && address !== null ? address.port : 0);
			});
		});
		return {
			AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
			AWS_ACCESS_KEY_ID: 'S3RVER',
			AWS_SECRET_ACCESS_KEY: 'S3RVER',
			AWS_EC2_METADATA_DISABLED: 'true',
		};
	}

	/** What was asked and answered since the last time, in the order of the answers; of one method where given. */
	takeAsked(method = ''): string[] {
		const answered = this.asked
			.splice(0)
			.filter(({ endedAt, what }) => endedAt !== undefined && what.startsWith(method));
		return answered.sort((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).map(({ what }) => what);
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
		rmSync(this.#dir, { recursive: true, force: true });
	}

	#answer(
		request: IncomingMessage,
		response: ServerResponse,
		answer: (request: IncomingMessage, response: ServerResponse) => void,
	): void {
		const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '').slice(this.#bucket.length + 2);
		if (request.method === 'PUT') this.left--;
		if (this.left < 0) {
			request.socket.destroy();
			return;
		}
		const asked: Asked = { what: `${request.method} ${path}`, begunAt: this.#time++ };
		this.asked.push(asked);
		response.on('finish', () => {
			if (response.statusCode < 300) asked.endedAt = this.#time++;
			this.onAnswer?.();
		});
		answer(request, response);
	}
}
