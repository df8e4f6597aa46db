import { defineConfig, type PlaywrightTestConfig } from 'playwright/test';
import { browserOptions } from './browser.ts';

/** Set this to test a site that is served already; without it the fixture site is built and served. */
const servedAt = process.env['JARCHY_E2E_URL'];

export default defineConfig({
	testDir: '.',
	testMatch: '*.e2e.ts',
	outputDir: '../test-results',
	globalSetup: './browser.setup.ts',
	fullyParallel: true,
	forbidOnly: process.env['CI'] !== undefined,
	workers: 2,
	retries: 0,
	reporter: [['list'], ['./summary-reporter.ts']],
	use: {
		...(servedAt === undefined ? {} : { baseURL: servedAt }),
		browserName: 'chromium',
		launchOptions: browserOptions(),
		screenshot: 'only-on-failure',
	},
	projects: [
		{
			name: 'phone',
			// These choose their own widths.
			testIgnore: 'bad-input.e2e.ts',
			use: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
		},
		{ name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
	],
	...(servedAt === undefined ? { webServer: fixtureSite() } : {}),
});

/** Playwright puts the address that the preview prints into the environment of the tests, in capitals. */
function fixtureSite(): NonNullable<PlaywrightTestConfig['webServer']> {
	return {
		name: 'site',
		command: `"${process.execPath}" serve.ts`,
		cwd: import.meta.dirname,
		wait: { stdout: /^Serving .* at (?<jarchy_e2e_url>http:\/\/[\w.]+:\d+)/m },
		timeout: 180_000,
	};
}
