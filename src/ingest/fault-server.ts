import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { startTestServer } from './test-server.ts';

/** A server on this machine that gets wrong what servers get wrong. */
export interface FaultServer {
	/** The address of a feed by the name of its fault. */
	urlOf(fault: string): string;
	/** Serves every feed as it should be from here on. */
	mend(): void;
	close(): Promise<void>;
}

type Fault = (response: ServerResponse, feed: string) => void;

/** Starts the server; `feedFor` makes the feed of a name. */
export async function startFaultServer(feedFor: (name: string) => string, now: string): Promise<FaultServer> {
	let isMended = false;
	const faults = faultsAt(now);
	const listener: RequestListener = (request, response) => {
		const name = request.url?.split('/')[1] ?? '';
		const fault = isMended ? undefined : faults[name];
		if (fault === undefined) sendFeed(request, response, feedFor(name));
		else fault(response, feedFor(name));
	};
	const robots: RequestListener = (_, response) => response.end('User-agent: *\nDisallow: /robots/\n');
	const main = await startTestServer(listener, (request, response) => {
		if (isMended) response.end();
		else robots(request, response);
	});
	const secure = createSecureServer(SELF_SIGNED, listener);
	const resetting = createServer((socket) => socket.resetAndDestroy());
	const dead = createServer();
	const [securePort, resetPort, deadPort] = [await listen(secure), await listen(resetting), await listen(dead)];
	await closed(dead);
	const elsewhere: Readonly<Record<string, string>> = {
		tls: `https://127.0.0.1:${securePort}/feed`,
		'reset-at-connect': `http://127.0.0.1:${resetPort}/feed`,
		'nobody-there': `http://127.0.0.1:${deadPort}/feed`,
	};
	return {
		urlOf: (fault) => elsewhere[fault] ?? `${main.url}/${fault}/feed`,
		mend() {
			isMended = true;
		},
		async close() {
			secure.closeAllConnections();
			await Promise.all([main.close(), closed(secure), closed(resetting)]);
		},
	};
}

function sendFeed(request: IncomingMessage, response: ServerResponse, feed: string): void {
	const etag = `"${feed.length}"`;
	if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
	else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(feed);
}

function faultsAt(now: string): Readonly<Record<string, Fault>> {
	const status =
		(code: number, headers: Readonly<Record<string, string>> = {}): Fault =>
		(response) =>
			response.writeHead(code, headers).end('<html><body>Sorry</body></html>');
	return {
		moved: status(301, { location: '/moved-once/feed' }),
		'moved-once': status(308, { location: '/there/feed' }),
		'moved-far': status(301, { location: '/far-1/feed' }),
		...Object.fromEntries(
			Array.from({ length: 6 }, (_, step) => [`far-${step + 1}`, status(301, { location: `/far-${step + 2}/feed` })]),
		),
		circle: status(302, { location: '/circle/feed' }),
		'to-private': status(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
		'to-file': status(302, { location: 'file:///etc/passwd' }),
		403: status(403),
		404: status(404),
		410: status(410),
		429: status(429, { 'retry-after': '7200' }),
		'429-date': status(429, { 'retry-after': new Date(Date.parse(now) + 7_200_000).toUTCString() }),
		500: status(500),
		html: (response) => response.setHeader('content-type', 'text/html').end(PAGE),
		nothing: (response) => response.end(),
		'no-items': (response) => response.end('<rss version="2.0"><channel><title>x</title></channel></rss>'),
		charset: (response, feed) =>
			response.setHeader('content-type', 'text/xml; charset=utf-8').end(Buffer.from(toWindows1251(feed))),
		...bodyFaults,
	};
}

const bodyFaults: Readonly<Record<string, Fault>> = {
	'slow-headers': () => undefined,
	'slow-body': (response, feed) => response.writeHead(200).write(feed.slice(0, 100)),
	'longer-than-said': (response, feed) =>
		response.writeHead(200, { 'content-length': Buffer.byteLength(feed) - 10 }).end(feed),
	'shorter-than-said': (response, feed) => {
		response.writeHead(200, { 'content-length': Buffer.byteLength(feed) + 100 });
		response.write(feed, () => response.socket?.end());
	},
	'gzip-bomb': (response) =>
		response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(25_000_000))),
	'no-gzip': (response, feed) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(feed),
	endless: (response) => {
		const more = Buffer.alloc(1_000_000, '<item><title>x</title></item>\n');
		const fill = (): void => {
			while (!response.destroyed && response.write(more));
		};
		response.on('drain', fill);
		fill();
	},
	'reset-after-headers': (response) => {
		response.writeHead(200);
		response.flushHeaders();
		setImmediate(() => response.socket?.resetAndDestroy());
	},
	'reset-in-body': (response, feed) => {
		response.writeHead(200, { 'content-length': Buffer.byteLength(feed) });
		response.write(feed.slice(0, 100), () => response.socket?.resetAndDestroy());
	},
};

/** Words enough to be taken for an article by whoever does not look closely. */
const PAGE = `<!doctype html><html><head><title>Maintenance</title></head><body><article><h1>Maintenance</h1>${'<p>The site is being mended at the moment and will be back as soon as it can be, so please come back later.</p>'.repeat(20)}</article></body></html>`;

function toWindows1251(text: string): Uint8Array {
	const decoder = new TextDecoder('windows-1251');
	const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
	return Uint8Array.from(Array.from(text, (letter) => bytes.get(letter) ?? 63));
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function closed(server: Server): Promise<void> {
	return new Promise((resolve) => server.close(() => resolve()));
}

function pem(label: string, base64: string): string {
	return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----\n`;
}

/** A certificate for 127.0.0.1 that vouches for itself, with its key; they guard nothing. */
const SELF_SIGNED = {
	key: pem(
		'PRIVATE KEY',
		'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg1Ys53y/kRDn8y+B0/hyoAOWTZpLmxufWdtJa/s83fP2hRANCAATuw6fChmUVBZ19jCWdVNs3FTi2JzmHlmbxcNP2lQxbspQywf1zTPNGB3lvBqDCOJaLbH3XmfQ4Xt60okDj6My/',
	),
	cert: pem(
		'CERTIFICATE',
		'MIIBkTCCATagAwIBAgIUQ7xQIsSRzdJ5Yx6BlNuUH1eaH0IwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyNTEzMzk0N1oYDzIxMjYxMTAxMTMzOTQ3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATuw6fChmUVBZ19jCWdVNs3FTi2JzmHlmbxcNP2lQxbspQywf1zTPNGB3lvBqDCOJaLbH3XmfQ4Xt60okDj6My/o2QwYjAdBgNVHQ4EFgQU/EDONemHEKzy+7OXavi2BcrP7RQwHwYDVR0jBBgwFoAU/EDONemHEKzy+7OXavi2BcrP7RQwDwYDVR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYCIQD8wq4jjWHumiKQM/U+zK+uYlcndpUt3NBRWuEYn2yh9QIhAM3f9Ukw8V4PcdU1GMSqNDJ+XaZiNcgw05tPheJCZNnl',
	),
};
