import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import compression from '@polka/compression';
import sirv from 'sirv';
import { ExpectedError } from '#core/expected-error.ts';
import { siteConfig } from '#site.config';
import { GONE_FILE } from './gone.ts';
import { headersOf } from './headers.ts';

/**
 * Serves a built site on this machine only, with the headers of {@link file://./headers.ts}, compressed as hosts do, and
 * the edition's own page for addresses that lead nowhere.
 *
 * @param options.port 0 picks a free one.
 * @throws ExpectedError where nothing is built yet or the port is taken.
 */
export async function servePreview({
	distDir,
	port,
}: {
	distDir: string;
	port: number;
}): Promise<{ url: string; server: Server }> {
	if (!existsSync(join(distDir, 'index.html'))) {
		throw new ExpectedError(`There is no site in ${distDir} yet. Run npm run build first, or npm start for the demo.`);
	}
	const serve = sirv(distDir, {
		dev: true,
		dotfiles: false,
		setHeaders(response, path) {
			for (const [name, value] of Object.entries(headersOf(decodeURI(path)))) response.setHeader(name, value);
		},
	});
	const compress = compression();
	const server = createServer((request, response) => {
		compress(request, response, () =>
			serve(request, response, () => {
				for (const [name, value] of Object.entries(headersOf('/404.html'))) response.setHeader(name, value);
				response.writeHead(isGone(distDir, request.url ?? '/') ? 410 : 404, {
					'Content-Type': 'text/html; charset=utf-8',
				});
				response.end(notFoundPage(distDir, request.url ?? '/'));
			}),
		);
	});
	const taken = await listen(server, port);
	return { server, url: `http://localhost:${taken}` };
}

/** True for a page that was removed on request. */
function isGone(distDir: string, address: string): boolean {
	const list = join(distDir, GONE_FILE);
	const path = address.replace(/[?#].*$/, '').replace(/\/?$/, '/');
	return existsSync(list) && readFileSync(list, 'utf8').split('\n').includes(path);
}

/** The edition's own page, or plain words while a build or a person has taken it away. */
function notFoundPage(distDir: string, path: string): Buffer | string {
	const lang = siteConfig.editions.find((edition) => path.startsWith(`/${edition}/`)) ?? siteConfig.defaultEdition;
	const page = join(distDir, lang, '404.html');
	return existsSync(page) ? readFileSync(page) : 'There is no such page.';
}

function listen(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', (cause: NodeJS.ErrnoException) => {
			const reason = cause.code === 'EADDRINUSE' ? 'something else is listening there' : cause.message;
			reject(
				new ExpectedError(`Could not listen on port ${port}: ${reason}. Give another one with --port.`, { cause }),
			);
		});
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			resolve(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
}
