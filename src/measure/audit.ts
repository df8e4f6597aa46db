import lighthouse, { type Result } from 'lighthouse';
import { type Browser, chromium } from 'playwright';
import { violationsOf } from '#e2e/axe.ts';
import { browserOptions, prepareBrowser } from '#e2e/browser.ts';
import { oneOfEachKind } from '#e2e/site.ts';
import { freePort } from './free-port.ts';

/** What Lighthouse scores, from 0 to 1. */
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof CATEGORIES)[number];

/** What a page weighs on the way to a reader, in bytes as compressed by the server. */
export interface Weight {
	readonly html: number;
	readonly css: number;
	readonly script: number;
	readonly font: number;
	readonly image: number;
	/** Of all kinds, pictures included. */
	readonly requests: number;
}

/** One kind of page as measured with Lighthouse's mobile settings. */
export interface PageAudit {
	readonly lang: string;
	readonly kind: string;
	readonly path: string;
	/** Undefined for SEO where the page is not meant to be found. */
	readonly scores: Readonly<Record<Category, number | undefined>>;
	readonly weight: Weight;
	/** What axe finds in light and in dark colours. */
	readonly violations: readonly string[];
	/** What kept a score below 1, as `category: audit and what it found`. */
	readonly faults: readonly string[];
}

export interface AuditInput {
	/** Address at which the built site is served. */
	readonly url: string;
	readonly langs: readonly string[];
	/** All kinds where absent. */
	readonly kinds?: readonly string[] | undefined;
	readonly onProgress: (text: string) => void;
}

/**
 * Measures one page of each kind in the browser of the tests, one after the other.
 *
 * @throws Error that says what to install where there is no browser.
 */
export async function* auditPages({ url, langs, kinds, onProgress }: AuditInput): AsyncGenerator<PageAudit> {
	prepareBrowser();
	const port = await freePort();
	const options = browserOptions();
	const browser = await chromium.launch({
		...options,
		args: [...(options.args ?? []), `--remote-debugging-port=${port}`],
	});
	try {
		for (const lang of langs) {
			const found = await kindsOf(browser, url, lang);
			for (const [kind, path] of found) {
				if (kind === '404' || (kinds !== undefined && !kinds.includes(kind))) continue;
				onProgress(`${lang} ${kind} …`);
				const violations = await checkAccess(browser, `${url}${path}`);
				yield { lang, kind, path, violations, ...(await measure(`${url}${path}`, port)) };
			}
		}
	} finally {
		await browser.close();
	}
}

async function kindsOf(browser: Browser, baseUrl: string, lang: string): Promise<ReadonlyMap<string, string>> {
	const context = await browser.newContext({ baseURL: baseUrl });
	try {
		return await oneOfEachKind(await context.newPage(), lang);
	} finally {
		await context.close();
	}
}

async function checkAccess(browser: Browser, url: string): Promise<string[]> {
	const violations: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
		try {
			const page = await context.newPage();
			await page.goto(url);
			violations.push(...(await violationsOf(page)).map((violation) => `${colorScheme}: ${violation}`));
		} finally {
			await context.close();
		}
	}
	return violations;
}

async function measure(url: string, port: number): Promise<Pick<PageAudit, 'scores' | 'weight' | 'faults'>> {
	const run = await lighthouse(url, { port, logLevel: 'error', output: 'json', onlyCategories: [...CATEGORIES] });
	if (run === undefined) throw new Error(`Lighthouse said nothing of ${url}.`);
	const { lhr } = run;
	if (lhr.runtimeError !== undefined)
		throw new Error(`Lighthouse could not measure ${url}: ${lhr.runtimeError.message}`);
	const isHidden = lhr.audits['is-crawlable']?.score === 0;
	const scoreOf = (category: Category): number | undefined =>
		category === 'seo' && isHidden ? undefined : (lhr.categories[category]?.score ?? undefined);
	const [performance, accessibility, best, seo] = CATEGORIES.map(scoreOf);
	return {
		scores: { performance, accessibility, 'best-practices': best, seo },
		weight: weightOf(lhr),
		faults: CATEGORIES.filter((category) => (scoreOf(category) ?? 1) < 1).flatMap((category) =>
			faultsOf(lhr, category),
		),
	};
}

function faultsOf({ categories, audits }: Result, category: Category): string[] {
	return (categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
		const audit = audits[id];
		if (audit === undefined || weight === 0 || audit.score === null || audit.score >= 1) return [];
		return [`${category}: ${id} ${audit.displayValue ?? ''}`.trim()];
	});
}

function weightOf({ audits }: Result): Weight {
	const details = audits['network-requests']?.details;
	const requests = details?.type === 'table' ? details.items : [];
	const bytesOf = (type: string): number =>
		requests
			.filter((request) => request['resourceType'] === type)
			.reduce((sum, { transferSize }) => sum + (typeof transferSize === 'number' ? transferSize : 0), 0);
	return {
		html: bytesOf('Document'),
		css: bytesOf('Stylesheet'),
		script: bytesOf('Script'),
		font: bytesOf('Font'),
		image: bytesOf('Image'),
		requests: requests.length,
	};
}

/** The audits as a table for people, with what to mend below it. */
export function formatAudits(audits: readonly PageAudit[]): string {
	const header = [
		'page',
		'perf',
		'a11y',
		'best',
		'seo',
		'axe',
		'html',
		'html+css',
		'script',
		'fonts',
		'pictures',
		'requests',
	];
	const rows = audits.map(({ lang, kind, scores, violations, weight }) => [
		`${lang} ${kind}`,
		...CATEGORIES.map((category) => toPoints(scores[category])),
		String(violations.length),
		toKilobytes(weight.html),
		toKilobytes(weight.html + weight.css),
		...[weight.script, weight.font, weight.image].map(toKilobytes),
		String(weight.requests),
	]);
	const widths = header.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
	const lines = [header, ...rows].map((row) =>
		row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
	);
	const mends = audits.flatMap(({ lang, kind, path, faults, violations }) =>
		[...faults, ...violations].map((fault) => `${lang} ${kind} ${path}: ${fault}`),
	);
	return `${[...lines, ...mends].join('\n')}\nSizes in KB as compressed by the preview; Lighthouse with its mobile settings; axe in light and dark.\n`;
}

function toPoints(score: number | undefined): string {
	return score === undefined ? '–' : String(Math.round(score * 100));
}

function toKilobytes(bytes: number): string {
	return (bytes / 1000).toFixed(1);
}
