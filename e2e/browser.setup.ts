import { prepareBrowser } from './browser.ts';

/** Playwright's global setup: the browser is there before the first worker starts it. */
export default function setUp(): void {
	prepareBrowser();
}
