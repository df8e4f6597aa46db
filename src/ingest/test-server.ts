import { createServer, type IncomingMessage, type RequestListener } from 'node:http';

/** A real server on this machine for one test. */
export interface TestServer {
	readonly url: string;
	/** The requests it got, as `GET /path`, those for robots.txt left out. */
	readonly requests: string[];
	/** The headers of the latest request. */
	headers(): IncomingMessage['headers'];
	close(): Promise<void>;
}

/** Serves what `listener` answers on a free port, and a robots.txt where there is to be one. */
export async function startTestServer(listener: RequestListener, robots?: RequestListener): Promise<TestServer> {
	const requests: string[] = [];
	let latest: IncomingMessage['headers'] = {};
	const server = createServer((request, response) => {
		if (request.url === '/robots.txt') {
			if (robots === undefined) response.writeHead(404).end();
			else robots(request, response);
			return;
		}
		requests.push(`${request.method} ${request.url}`);
		latest = request.headers;
		listener(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		headers: () => latest,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}
