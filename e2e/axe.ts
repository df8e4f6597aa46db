import axe from 'axe-core';
import type { Page } from 'playwright';

declare global {
	interface Window {
		axe: typeof axe;
	}
}

/** What axe finds wrong with the page that is open, a line a rule. */
export async function violationsOf(page: Page): Promise<string[]> {
	// The policy of the site forbids injected scripts; the debugger's own evaluation is exempt from it.
	await page.evaluate(axe.source);
	const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
	return found.violations.map(
		({ id, nodes }) =>
			`${id} at ${nodes
				.map(({ target }) => target.join(' '))
				.slice(0, 3)
				.join(', ')}`,
	);
}
