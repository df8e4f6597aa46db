import { test as base, type Page } from 'playwright/test';

/** Editions of the site. */
export const EDITIONS = ['ru', 'ky', 'en'] as const;

/** A test whose page must stay quiet: no console error, no failed request, no request to another host. */
export const test = base.extend<{ quiet: undefined }>({
	quiet: [
		async ({ page, baseURL }, use) => {
			const complaints: string[] = [];
			page.on('console', (message) => {
				if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
			});
			page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
			page.on('requestfailed', (request) => {
				const reason = request.failure()?.errorText;
				// A reader who goes on while pictures load is no failure.
				if (reason !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${reason}`);
			});
			page.on('request', (request) => {
				if (!(request.url().startsWith(`${baseURL}/`) || request.url().startsWith('data:')))
					complaints.push(`foreign: ${request.url()}`);
			});
			await use(undefined);
			base.expect(complaints).toEqual([]);
		},
		{ auto: true },
	],
});

export const { expect } = test;

/** Kinds of page that an edition has. */
const ALL_KINDS = 22;

/** One address of each kind of page of an edition, found by following links as a reader would. */
export async function oneOfEachKind(page: Page, lang: string): Promise<ReadonlyMap<string, string>> {
	const found = new Map<string, string>([
		['front', `/${lang}/`],
		['topics', `/${lang}/topics/`],
		['tags', `/${lang}/tags/`],
		['searches', `/${lang}/searches/`],
		['sources', `/${lang}/sources/`],
		['search', `/${lang}/search/`],
		['notices', `/${lang}/notices/`],
		['settings', `/${lang}/settings/`],
		['saved', `/${lang}/saved/`],
		['agreement', `/${lang}/agreement/`],
		['contact', `/${lang}/contact/`],
		['about', `/${lang}/about/`],
		['404', `/${lang}/no-such-page/`],
	]);
	const patterns = {
		article: new RegExp(`^/${lang}/\\d{4}/\\d\\d/\\d\\d/.+/$`),
		year: new RegExp(`^/${lang}/\\d{4}/$`),
		month: new RegExp(`^/${lang}/\\d{4}/\\d\\d/$`),
		day: new RegExp(`^/${lang}/\\d{4}/\\d\\d/\\d\\d/$`),
		topic: new RegExp(`^/${lang}/topics/[^/]+/$`),
		topicSource: new RegExp(`^/${lang}/topics/[^/]+/from/[^/]+/$`),
		savedSearch: new RegExp(`^/${lang}/searches/[^/]+/$`),
		tag: new RegExp(`^/${lang}/tags/[^/]+/$`),
		source: new RegExp(`^/${lang}/sources/[^/]+/$`),
	};
	const toVisit = [`/${lang}/`, `/${lang}/topics/`, `/${lang}/tags/`, `/${lang}/searches/`, `/${lang}/sources/`];
	for (let at = 0; at < toVisit.length && found.size < ALL_KINDS; at++) {
		await page.goto(toVisit[at] ?? '/');
		for (const path of await linksOf(page)) {
			for (const [kind, pattern] of Object.entries(patterns)) {
				if (!pattern.test(path) || toVisit.includes(path)) continue;
				if (!found.has(kind)) found.set(kind, path);
				// Not every topic has several sources, nor every year several months.
				if (kind === 'topic' || found.get(kind) === path) toVisit.push(path);
			}
		}
	}
	return found;
}

/** Paths on this site that a page links to. */
export function linksOf(page: Page): Promise<string[]> {
	return page.locator('a[href]').evaluateAll((links) =>
		links
			.map((link) => new URL(link.getAttribute('href') ?? '', document.baseURI))
			.filter((url) => url.origin === location.origin)
			.map((url) => url.pathname),
	);
}
