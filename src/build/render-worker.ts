import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '#catalog/documents.ts';
import type { RenderedPage, RenderJob, RenderMessage } from './render.ts';

/** The part of Astro's app that rendering uses. */
interface RenderApp {
	render(request: Request): Promise<Response>;
}

/** Pages between two messages to the parent. */
const BATCH = 100;

// A build that was killed wants no more pages.
process.once('disconnect', () => process.exit());
process.once('message', (job: RenderJob) => {
	render(job)
		.catch((error: unknown) => tell({ failed: error instanceof Error ? error.message : String(error) }))
		.finally(() => process.disconnect());
});

async function render({ entryUrl, siteUrl, stageDir, pages }: RenderJob): Promise<void> {
	const { app }: { app: RenderApp } = await import(entryUrl);
	let done: RenderedPage[] = [];
	for (const page of pages) {
		const bytes = await renderPage(app, siteUrl + page.url);
		const hash = sha256(bytes);
		if (hash !== page.knownSha256) write(join(stageDir, page.path), bytes);
		done.push({ path: page.path, sha256: hash, size: bytes.byteLength });
		if (done.length === BATCH) {
			await tell({ done });
			done = [];
		}
	}
	await tell({ done });
}

/** Anything but 200 is a bug of a template or a wrong plan: a page's exception is a 500 whose cause Astro prints. */
async function renderPage(app: RenderApp, address: string): Promise<Uint8Array> {
	const response = await app.render(new Request(address));
	if (response.status !== 200) {
		const cause = response.status === 500 ? 'The cause stands above.' : 'The plan names it, but no page stands there.';
		throw new Error(`Could not render ${new URL(address).pathname}: it answered ${response.status}. ${cause}`);
	}
	return response.bytes();
}

function write(path: string, bytes: Uint8Array): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, bytes);
}

function tell(message: RenderMessage): Promise<void> {
	return new Promise((resolve, reject) => {
		process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
	});
}
