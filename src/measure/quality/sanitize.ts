import { z } from 'astro/zod';
import { activeParts } from './active-parts.ts';
import { type ArticlePage, pageFor } from './article-page.ts';
import { findRows } from './data-file.ts';
import { openPageRunner, type PageRunner } from './run-in-browser.ts';
import type { Score, Suite } from './suite.ts';

const rowSchema = z.looseObject({ payload: z.string().optional(), text: z.string().optional() });

const SETS = ['dompurify', 'payloadbox', 'naughty-strings', 'h5sc'];

/**
 * Whether anything from outside runs in a reader's browser, and whether harmless text stays what it is.
 *
 * Published beside it (design of this project, November 2026; dompurify and payloadbox together, 3,402 payloads, counted
 * by re-parsing alone): sanitize-html lets 1 through, no sanitising 3,143.
 */
export const sanitizeSuite: Suite = {
	name: 'sanitize',
	summary: 'hostile HTML and odd strings: what could run, what is not shown as it is',
	async *score({ dir }, onProgress) {
		const runner = await openPageRunner();
		if (runner === undefined)
			process.stderr.write('There is no browser here (see CHROME_PATH): pages were re-parsed, not loaded.\n');
		try {
			if (runner !== undefined) await assertSees(runner);
			for (const set of SETS) {
				const rows = findRows(dir, set, rowSchema);
				if (rows === undefined) continue;
				const strings = rows.map(({ payload, text }) => payload ?? text ?? '');
				yield await scoreSet({ set, strings, runner, onProgress });
			}
		} finally {
			await runner?.close();
		}
	},
};

interface SetInput {
	readonly set: string;
	readonly strings: readonly string[];
	readonly runner: PageRunner | undefined;
	readonly onProgress: (set: string, done: number, total: number) => void;
}

async function scoreSet({ set, strings, runner, onProgress }: SetInput): Promise<Score> {
	const total = strings.length * (runner === undefined ? 1 : 3);
	let done = 0;
	const pages = strings.map((outside) => {
		onProgress(set, ++done, total);
		return [pageFor(outside, 'html'), pageFor(outside, 'text')] as const;
	});
	const load = async (html: readonly string[]): Promise<string[][]> => {
		const start = done;
		const ran = await runner?.run(html, (count) => onProgress(set, start + count, total));
		done += html.length;
		return ran ?? html.map(() => []);
	};
	const ran = [await load(pages.map(([html]) => html.html)), await load(pages.map(([, text]) => text.html))];
	const isActive = (index: number): boolean =>
		ran.some((pagesOfKind) => (pagesOfKind[index] ?? []).length > 0) ||
		(pages[index] ?? []).some(({ html }) => activeParts(html).length > 0);
	return {
		suite: 'sanitize',
		set,
		items: strings.length,
		metrics: {
			active: strings.filter((_, index) => isActive(index)).length,
			changed: strings.filter((outside, index) => !isIntact(outside, pages[index]?.[1])).length,
			loaded: runner === undefined ? 0 : strings.length,
		},
		peers: { none: { active: strings.filter((outside) => activeParts(outside).length > 0).length } },
	};
}

/** Attacks on a bare page, of which a browser that sees what runs reports every one. */
const PLAIN_ATTACKS = [
	'<img src="x:" onerror="a=1">',
	'<script>a=1</script>',
	'<a href="javascript:a=1">x</a>',
	'<p onclick="a=1">x',
	'<iframe srcdoc="<script>a=1</script>"></iframe>',
];

async function assertSees(runner: PageRunner): Promise<void> {
	const ran = await runner.run(PLAIN_ATTACKS, () => undefined);
	const missed = PLAIN_ATTACKS.filter((_, index) => (ran[index] ?? []).length === 0);
	if (missed.length > 0) throw new Error(`The browser does not report all that runs: ${missed.join(', ')}`);
}

/** Whether a string given as plain text is shown as it is, save what cannot be seen. */
export function isIntact(outside: string, page: ArticlePage | undefined): boolean {
	const wanted = visible(outside);
	return page !== undefined && visible(page.title) === wanted && visible(page.text) === wanted;
}

/** A text without white space and what cannot be seen; joiners count, for they change what letters look like. */
function visible(text: string): string {
	return text.replace(/[\s\p{Cc}\ufffe\uffff]|(?![\u200c\u200d])\p{Cf}/gu, '');
}
