import { sha256 } from '#catalog/documents.ts';
import type { Templates } from '#site/digest.ts';
import type { Route } from '#site/routes.ts';
import type { RenderMessage, RenderOrder, RenderResult, RenderSetup, RenderTask } from './render-protocol.ts';
import { stageBytes } from './stage.ts';

/** What the bundle's entry exports. */
interface Entry {
	readonly app: { render(request: Request): Promise<Response> };
	digest(route: Pick<Route, 'kind' | 'params'>, templates: Templates): string | undefined;
}

/** What a process works with, once it is set up. */
interface Worker extends RenderSetup {
	readonly entry: Entry;
}

let worker: Worker | undefined;

// A build that was killed wants no more pages.
process.once('disconnect', () => process.exit());
process.on('message', (order: RenderOrder) => {
	obey(order).catch(async (error: unknown) => {
		await tell({ failed: error instanceof Error ? error.message : String(error) });
		process.disconnect();
	});
});

async function obey(order: RenderOrder): Promise<void> {
	// What is wrong with the app is told of when it is to be used.
	if ('load' in order) await import(order.load).catch(() => undefined);
	else if ('setup' in order) {
		// The app asks for it when the first page does.
		process.env['AS_OF'] = order.setup.asOf;
		const entry: Entry = await import(order.setup.entryUrl);
		worker = { ...order.setup, entry };
		await tell({ done: [] });
	} else if (order.tasks.length === 0 || worker === undefined) process.disconnect();
	else {
		const done: RenderResult[] = [];
		for (const task of order.tasks) done.push(await look(worker, task));
		await tell({ done });
	}
}

async function look(from: Worker, { route, path, known }: RenderTask): Promise<RenderResult> {
	const digest = from.entry.digest(route, from);
	if (known !== undefined && digest !== undefined && known.digest === digest) {
		return { path, digest, sha256: known.sha256, size: known.size, isNew: false };
	}
	const bytes = await renderPage(from, route.url);
	const hash = sha256(bytes);
	const isNew = hash !== known?.sha256;
	if (isNew) stageBytes(from.stage, path, bytes);
	return { path, ...(digest === undefined ? {} : { digest }), sha256: hash, size: bytes.byteLength, isNew };
}

/**
 * Bytes of the page at `url`. Anything but 200 is a bug of a template, a wrong plan or a text that was edited meanwhile (Astro
 * prints the exception of a page); what a host of files cannot give back, such as a cookie, is one of a template.
 */
async function renderPage({ entry, siteUrl }: Worker, url: string): Promise<Uint8Array> {
	const response = await entry.app.render(new Request(siteUrl + url));
	if (response.status !== 200) {
		const cause = 'The cause stands above; where none does, the plan names a page that is not there.';
		throw new Error(`Could not render ${url}: it answered ${response.status}. ${cause}`);
	}
	const header = NO_FILE_HAS.find((name) => response.headers.has(name));
	if (header !== undefined) {
		throw new Error(
			`Could not render ${url}: it sets the header ${header}, which no file can. Take it out of the page.`,
		);
	}
	const bytes = await response.bytes();
	if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(IMAGE_SERVICE)) {
		throw new Error(`Could not render ${url}: it shows a picture at /_image, where no file stands. Use OwnPicture.`);
	}
	return bytes;
}

const NO_FILE_HAS = ['set-cookie', 'location', 'content-security-policy'];
/** How addresses of Astro's image service begin, which works while a server runs. */
const IMAGE_SERVICE = '="/_image?';

function tell(message: RenderMessage): Promise<void> {
	return new Promise((resolve, reject) => {
		process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
	});
}
