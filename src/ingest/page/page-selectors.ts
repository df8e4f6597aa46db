import type { Selectors } from '#core/source.ts';
import type { AdapterWarning } from '#ingest/adapters/adapter.ts';
import type { Document } from './tree/document.ts';

const FIELDS = ['title', 'body', 'date', 'author'] as const;

/** Those selectors of a source that find something on a page; of the others, which line to change. */
export function usableSelectors(
	document: Document,
	selectors: Selectors,
	{ location, source }: { location: string; source: string },
): { selectors: Selectors; warnings: AdapterWarning[] } {
	const warnings: AdapterWarning[] = [];
	const usable: Selectors = { remove: [] };
	const warn = (code: 'SELECTOR_INVALID' | 'SELECTOR_UNMATCHED', field: string, selector: string) =>
		warnings.push({ code, details: { field, selector, location, source } });
	for (const field of FIELDS) {
		const selector = selectors[field];
		if (selector === undefined) continue;
		const count = countOf(document, selector);
		if (count === undefined) warn('SELECTOR_INVALID', field, selector);
		else if (count === 0) warn('SELECTOR_UNMATCHED', field, selector);
		else usable[field] = selector;
	}
	for (const selector of selectors.remove ?? []) {
		if (countOf(document, selector) === undefined) warn('SELECTOR_INVALID', 'remove', selector);
		else usable.remove?.push(selector);
	}
	return { selectors: usable, warnings };
}

/** How many elements match, or undefined where the selector is none. */
function countOf(document: Document, selector: string): number | undefined {
	try {
		return document.querySelectorAll(selector).length;
	} catch {
		return undefined;
	}
}
