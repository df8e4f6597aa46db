import type { Browser, Page } from 'playwright';

/** How fast the search is on a slow phone, and while somebody types. */
export interface SearchSpeed {
	/** Milliseconds from the last byte of the index to the results, and from the start, on a CPU {@link SLOWDOWN} times slower. */
	readonly slowAfterLastByteMs: number;
	readonly slowFirstQueryMs: number;
	/** Milliseconds from a letter more to the results of the longer question, the pause in typing included: median and longest. */
	readonly keystrokeMs: number;
	readonly slowestKeystrokeMs: number;
	/** The same for the letters of a second word. */
	readonly secondWordMs: number;
}

export const SLOWDOWN = 4;
const PATIENCE_MS = 60_000;
const LIST = '#search-results';
const MARK = 'slow-results';

/** Asks for a word on a slowed CPU, then types it, and another one, letter by letter at full speed. */
export async function measureSpeed(
	browser: Browser,
	{ url, words, shown }: { url: string; words: readonly [string, string]; shown: number },
): Promise<SearchSpeed> {
	const slow: { all: number; rest: number }[] = [];
	for (let run = 0; run < 3; run++) slow.push(await askSlowly(browser, { url, word: words[0], shown }));
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		await page.goto(`${url}?q=${encodeURIComponent(words[0])}`);
		await page
			.locator(`${LIST} > li`)
			.nth(shown - 1)
			.waitFor({ timeout: PATIENCE_MS });
		const box = page.locator('#q');
		await box.focus();
		await box.press('End');
		for (let letter = 0; letter < Math.max(0, words[0].length - 2); letter++) await box.press('Backspace');
		await page.waitForFunction(isAnswered, { list: LIST });
		const first = await typeWord(page, words[0].slice(2));
		const second = await typeWord(page, ` ${words[1]}`);
		return {
			slowAfterLastByteMs: median(slow.map(({ rest }) => rest)),
			slowFirstQueryMs: median(slow.map(({ all }) => all)),
			keystrokeMs: median(first),
			slowestKeystrokeMs: Math.max(...first, ...second),
			secondWordMs: median(second),
		};
	} finally {
		await context.close();
	}
}

async function askSlowly(
	browser: Browser,
	{ url, word, shown }: { url: string; word: string; shown: number },
): Promise<{ all: number; rest: number }> {
	const context = await browser.newContext();
	try {
		const page = await context.newPage();
		const session = await context.newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
		await page.addInitScript(noteResults, { selector: `${LIST} > li`, shown, mark: MARK });
		await page.goto(`${url}?q=${encodeURIComponent(word)}`);
		await page
			.locator(`${LIST} > li`)
			.nth(shown - 1)
			.waitFor({ timeout: PATIENCE_MS });
		return await page.evaluate((mark) => {
			const all = performance.getEntriesByName(mark)[0]?.startTime ?? 0;
			const files = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/pagefind/'));
			const ends = files.map(({ startTime, duration }) => startTime + duration).filter((end) => end <= all);
			return { all, rest: all - Math.max(0, ...ends) };
		}, MARK);
	} finally {
		await context.close();
	}
}

/** Types letters, each once the answer to those before stands. @returns milliseconds that each took. */
async function typeWord(page: Page, letters: string): Promise<number[]> {
	const times: number[] = [];
	for (const letter of letters) {
		await page.evaluate(noteAnswer, LIST);
		await page.keyboard.type(letter);
		await page.waitForFunction(() => document.documentElement.dataset['typedMs'] !== undefined, undefined, {
			timeout: PATIENCE_MS,
		});
		const ms = await page.evaluate(() => Number(document.documentElement.dataset['typedMs']));
		// A space alone asks nothing new.
		if (letter !== ' ') times.push(ms);
	}
	return times;
}

/** Runs in the page: notes how long after the next input the list is marked as its answer. */
function noteAnswer(selector: string): void {
	delete document.documentElement.dataset['typedMs'];
	const list = document.querySelector<HTMLElement>(selector);
	document.addEventListener(
		'input',
		({ target, timeStamp }) => {
			const asked = target instanceof HTMLInputElement ? target.value.trim() : '';
			const note = (): void => {
				document.documentElement.dataset['typedMs'] = String(performance.now() - timeStamp);
			};
			if (list?.dataset['answer'] === asked) note();
			const observer = new MutationObserver(() => {
				if (list?.dataset['answer'] !== asked) return;
				observer.disconnect();
				note();
			});
			if (list) observer.observe(list, { attributes: true });
		},
		{ once: true, capture: true },
	);
}

/** Runs in the page: true once the list is the answer to what stands in the box. */
function isAnswered({ list }: { list: string }): boolean {
	const box = document.querySelector<HTMLInputElement>('#q');
	return document.querySelector<HTMLElement>(list)?.dataset['answer'] === box?.value.trim();
}

/** Runs in the page: marks the moment at which enough results stand there. */
export function noteResults({ selector, shown, mark }: { selector: string; shown: number; mark: string }): void {
	const observer = new MutationObserver(() => {
		if (document.querySelectorAll(selector).length < shown) return;
		performance.mark(mark);
		observer.disconnect();
	});
	observer.observe(document, { childList: true, subtree: true });
}

export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
