import { type Browser, chromium, type Page } from 'playwright';
import { browserOptions, prepareBrowser } from '#e2e/browser.ts';
import { isolate, listenAndTouch } from './run-in-page.ts';

const ORIGIN = 'https://pages.example';
const BATCH = 60;
const PATIENCE_MS = 20_000;
/** What pictures and timers of a page need to do their worst. */
const SETTLE_MS = 300;
/** Every script of a page is reported, none is held back. */
const REPORT =
	"script-src 'none'; object-src 'none'; frame-src 'self' about: data:; base-uri 'none'; form-action 'none'";

/** Runs pages in a real browser. */
export interface PageRunner {
	/** For each page what ran in it, empty where nothing did; each is looked at, clicked, hovered and typed into. */
	run(pages: readonly string[], onDone: (count: number) => void): Promise<string[][]>;
	close(): Promise<void>;
}

/** The browser of the tests; undefined on a machine that has none. */
export async function openPageRunner(): Promise<PageRunner | undefined> {
	const browser = await launch();
	if (browser === undefined) return undefined;
	return {
		async run(pages, onDone) {
			const ran: string[][] = [];
			for (let at = 0; at < pages.length; at += BATCH) {
				ran.push(...(await runBatch(browser, pages.slice(at, at + BATCH))));
				onDone(ran.length);
			}
			return ran;
		},
		close: () => browser.close(),
	};
}

async function launch(): Promise<Browser | undefined> {
	try {
		prepareBrowser();
		return await chromium.launch(browserOptions());
	} catch {
		return undefined;
	}
}

/** Each page in a frame of its own, so that none can spoil or hide another. */
async function runBatch(browser: Browser, pages: readonly string[]): Promise<string[][]> {
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const ran: string[][] = pages.map(() => []);
	try {
		const page = await context.newPage();
		const note = (index: number, what: string): void => void ran[index]?.push(what);
		await context.exposeBinding('jarchyNote', (_source, index: number, what: string) => note(index, what));
		page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
		context.on('page', (opened) => void (opened === page ? undefined : opened.close().catch(() => undefined)));
		await serve(page, pages, note);
		await page.addInitScript(isolate);
		await page.goto(`${ORIGIN}/`, { waitUntil: 'commit', timeout: PATIENCE_MS });
		await page.waitForLoadState('load', { timeout: PATIENCE_MS }).catch(() => undefined);
		await Promise.all(
			page.frames().map((frame) => Promise.race([frame.evaluate(listenAndTouch).catch(() => undefined), pause(5000)])),
		);
		await pause(SETTLE_MS);
	} finally {
		await context.close();
	}
	return ran;
}

/** Answers every request of the page itself: nothing leaves this machine. */
async function serve(page: Page, pages: readonly string[], note: (index: number, what: string) => void): Promise<void> {
	await page.route('**/*', async (route) => {
		const request = route.request();
		const { origin, pathname } = new URL(request.url());
		const index = /^\/(\d+)$/.exec(pathname)?.[1];
		if (origin === ORIGIN && pathname === '/') {
			const frames = pages.map((_, at) => `<iframe name="page-${at}" src="/${at}"></iframe>`);
			await route.fulfill({ contentType: 'text/html', body: `<!doctype html>${frames.join('')}` });
		} else if (origin === ORIGIN && index !== undefined && request.isNavigationRequest()) {
			const headers = { 'content-security-policy-report-only': REPORT };
			await route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: pages[Number(index)] ?? '' });
		} else {
			if (!(origin === ORIGIN && pathname.startsWith('/media/'))) noteRequest();
			await route.fulfill({ status: 204 });
		}
		function noteRequest(): void {
			const frame = /^page-(\d+)$/.exec(request.frame().name())?.[1];
			note(Number(frame ?? -1), `request ${request.url().slice(0, 100)}`);
		}
	});
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, ms);
	});
}
