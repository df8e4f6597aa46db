import { type Browser, chromium, type Page } from 'playwright';
import { servePreview } from '#build/preview.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { browserOptions, prepareBrowser } from '#e2e/browser.ts';

/** What a question found, and what it cost a reader whose page is warm. */
export interface Asked {
	/** Paths of the first results, best first; empty where none came within the limit. */
	readonly paths: readonly string[];
	/** Whether one of the wanted stands first, at once or among what a press on “older” added. */
	readonly isFirstOnDemand: boolean;
	/** Milliseconds from sending the question to its results. */
	readonly ms: number;
	/** Bytes on the wire, and requests. */
	readonly bytes: number;
	readonly requests: number;
}

/** The search page of a built site, open in a real browser. */
export interface SearchPage {
	/**
	 * Types a question into the box and sends it; where none of the wanted is among the first results, presses “older” as
	 * long as there is older news.
	 *
	 * @throws ExpectedError where the page answers nothing any more.
	 */
	ask(text: string, wanted: ReadonlySet<string>): Promise<Asked>;
	close(): Promise<void>;
}

/** Results that count. */
export const DEPTH = 10;
const LIMIT_MS = 15_000;
/** Questions in turn without an answer after which something is broken. */
const MOST_SILENCE = 3;
/** Questions that a reader asks before the page is opened anew, with nothing in its cache. */
const QUESTIONS_A_VISIT = 50;
/** Asked first, so that the page is warm. */
const WARM_UP = 'сегодня';

/** Starts the browser of the tests. @throws ExpectedError where there is none. */
export async function openBrowser(): Promise<Browser> {
	try {
		prepareBrowser();
		return await chromium.launch(browserOptions());
	} catch (cause) {
		throw new ExpectedError(
			'Search is asked in a real browser, and there is none here. See CHROME_PATH in README.md.',
			{
				cause,
			},
		);
	}
}

/** Serves a built site and opens its search page. */
export async function openSearchPage(browser: Browser, distDir: string): Promise<SearchPage> {
	const { server, url } = await servePreview({ distDir, port: 0 });
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	const traffic = await countTraffic(page);
	const address = `${url.replace('localhost', '127.0.0.1')}/ru/search/`;
	const patience = { asked: 0, silent: 0 };
	return {
		async ask(text, wanted) {
			if (patience.asked++ % QUESTIONS_A_VISIT === 0 || patience.silent > 0) await openWarm(page, address);
			const before = { ...traffic };
			const shown = await page.evaluate(askInPage, { text, limitMs: LIMIT_MS, depth: DEPTH });
			const cost = { bytes: traffic.bytes - before.bytes, requests: traffic.requests - before.requests };
			patience.silent = shown === undefined ? patience.silent + 1 : 0;
			if (patience.silent === MOST_SILENCE)
				throw new ExpectedError(
					`The search page gave no answer to ${MOST_SILENCE} questions in turn, such as “${text}”.`,
				);
			const { paths = [], ms = LIMIT_MS } = shown ?? {};
			const isWanted = (path: string | undefined): boolean => path !== undefined && wanted.has(path);
			const isHere = paths.some(isWanted);
			return {
				paths,
				ms,
				...cost,
				isFirstOnDemand: isHere ? isWanted(paths[0]) : await isFirstOfOlder(page, isWanted),
			};
		},
		async close() {
			await context.close();
			server.closeAllConnections();
			server.close();
		},
	};
}

async function openWarm(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.evaluate(askInPage, { text: WARM_UP, limitMs: LIMIT_MS, depth: DEPTH });
}

/** Presses “older” until a wanted document comes or there is no older news. */
async function isFirstOfOlder(page: Page, isWanted: (path: string | undefined) => boolean): Promise<boolean> {
	for (;;) {
		const added = await page.evaluate(pressOlder, LIMIT_MS);
		if (added === undefined) return false;
		if (added.some(isWanted)) return isWanted(added[0]);
	}
}

interface Traffic {
	bytes: number;
	requests: number;
}

async function countTraffic(page: Page): Promise<Traffic> {
	const traffic: Traffic = { bytes: 0, requests: 0 };
	const session = await page.context().newCDPSession(page);
	session.on('Network.loadingFinished', ({ encodedDataLength }) => {
		traffic.bytes += encodedDataLength;
		traffic.requests += 1;
	});
	await session.send('Network.enable');
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	return traffic;
}

// What stands below runs inside of the page: each function is handed over as text and may name nothing outside itself.

/** Sends a question as a reader does, and waits until the list says that it answers it. */
function askInPage(question: {
	readonly text: string;
	readonly limitMs: number;
	readonly depth: number;
}): Promise<{ paths: string[]; ms: number } | undefined> {
	const { text, limitMs, depth } = question;
	const box = document.querySelector('#q');
	const list = document.querySelector('#search-results');
	if (!(box instanceof HTMLInputElement && list instanceof HTMLElement)) throw new Error('This is no search page.');
	return new Promise((resolve) => {
		const timer = setTimeout(() => end(undefined), limitMs);
		const end = (answer: { paths: string[]; ms: number } | undefined): void => {
			clearTimeout(timer);
			observer.disconnect();
			resolve(answer);
		};
		const observer = new MutationObserver(() => {
			const answered = list.dataset['answer'];
			if (answered === undefined || !text.trim().startsWith(answered)) return;
			const ms = performance.now() - start;
			const links = [...list.querySelectorAll(':scope > li')].slice(0, depth);
			const paths = links.flatMap((item) => {
				const link = item.querySelector('[data-slot=title]');
				return link instanceof HTMLAnchorElement ? [new URL(link.href).pathname] : [];
			});
			end({ paths, ms });
		});
		delete list.dataset['answer'];
		box.value = text;
		box.dispatchEvent(new Event('input', { bubbles: true }));
		observer.observe(list, { attributeFilter: ['data-answer'] });
		const start = performance.now();
		box.form?.requestSubmit();
	});
}

/** Presses “older” and waits for what it adds; undefined where there is no such button, or it does nothing. */
function pressOlder(limitMs: number): Promise<string[] | undefined> {
	const older = document.querySelector('#search-older');
	const list = document.querySelector('#search-results');
	if (!(older instanceof HTMLButtonElement && list instanceof HTMLElement) || older.hidden)
		return Promise.resolve(undefined);
	const before = list.children.length;
	return new Promise((resolve) => {
		const timer = setTimeout(() => end(undefined), limitMs);
		const end = (added: string[] | undefined): void => {
			clearTimeout(timer);
			observer.disconnect();
			resolve(added);
		};
		const observer = new MutationObserver(() => {
			if (list.dataset['answer'] === undefined) return;
			const links = [...list.querySelectorAll(':scope > li [data-slot=title]')].slice(before);
			end(links.flatMap((link) => (link instanceof HTMLAnchorElement ? [new URL(link.href).pathname] : [])));
		});
		delete list.dataset['answer'];
		observer.observe(list, { attributeFilter: ['data-answer'] });
		older.click();
	});
}
