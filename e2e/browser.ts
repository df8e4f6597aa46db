import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LaunchOptions } from 'playwright';

/** Playwright itself passes `--no-sandbox`, `--no-first-run` and the switches that keep Chromium off the network. */
const OWN_ARGS = ['--disable-gpu', '--disable-quic', '--disable-sync'];

/** Only the package's own fonts, so that a page measures the same on every machine. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

const NO_BROWSER = `The browser tests found no browser. The npm package @sparticuz/chromium serves Linux on x64; this is ${process.platform} on ${process.arch}. Install Chrome, or set CHROME_PATH to the path of a Chrome or Chromium program.`;

const packageEntry = import.meta.resolve('@sparticuz/chromium');
const packageDir = dirname(dirname(fileURLToPath(packageEntry)));

/** How Playwright starts the browser of the tests; `prepareBrowser` sees to it that it is there. */
export function browserOptions(): LaunchOptions {
	const installed = findInstalledBrowser();
	if (installed !== undefined) return { executablePath: installed, args: OWN_ARGS };
	return hasPackagedBrowser() ? packagedOptions() : { args: OWN_ARGS };
}

/**
 * Makes the browser of the tests ready: `CHROME_PATH` where it is set, else Chromium from the npm package on
 * Linux, else an installed Chrome. Inflating the package takes two seconds, once per version.
 *
 * @throws Error that says what to install where there is no browser.
 */
export function prepareBrowser(): void {
	const { executablePath } = browserOptions();
	if (executablePath === undefined) throw new Error(NO_BROWSER);
	if (existsSync(executablePath)) return;
	if (process.env['CHROME_PATH']) {
		throw new Error(`CHROME_PATH names ${executablePath}, which is not there. Give it the path of a Chrome program.`);
	}
	inflatePackage(inflatedDir());
}

function packagedOptions(): LaunchOptions {
	const dir = inflatedDir();
	const home = join(dir, 'home');
	return {
		executablePath: join(dir, 'chromium'),
		args: OWN_ARGS,
		env: {
			...process.env,
			LD_LIBRARY_PATH: join(dir, 'al2023', 'lib'),
			FONTCONFIG_PATH: join(dir, 'fonts'),
			HOME: home,
			XDG_CACHE_HOME: join(home, '.cache'),
			XDG_CONFIG_HOME: join(home, '.config'),
		},
	};
}

function hasPackagedBrowser(): boolean {
	return process.platform === 'linux' && process.arch === 'x64';
}

/** A browser that this machine's owner chose or, where the package has none, installed. */
function findInstalledBrowser(): string | undefined {
	const named = process.env['CHROME_PATH'];
	if (named) return named;
	return hasPackagedBrowser() ? undefined : installPlaces().find((path) => existsSync(path));
}

function installPlaces(): string[] {
	if (process.platform === 'darwin') {
		return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
	}
	if (process.platform === 'win32') {
		return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) =>
			join(process.env[name] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
		);
	}
	return ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'].map((name) => `/usr/bin/${name}`);
}

/** Beside the package rather than in the shared temporary folder, where anybody could lay a program of that name. */
function inflatedDir(): string {
	const manifest: { version: string } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
	return join(dirname(dirname(packageDir)), '.cache', `chromium-${manifest.version}`);
}

/**
 * Has the package inflate itself into `dir`. It writes to the temporary folder and leaves its libraries out
 * unless it sees Amazon's cloud, so it runs in a process of its own in which both hold. Processes that do this at
 * the same time each fill a folder of their own; the first to be renamed stays.
 */
function inflatePackage(dir: string): void {
	mkdirSync(dirname(dir), { recursive: true });
	const staging = mkdtempSync(`${dir}.`);
	try {
		const script = `const { default: chromium } = await import(${JSON.stringify(packageEntry)}); await chromium.executablePath();`;
		execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
			env: { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		writeFileSync(join(staging, 'fonts', 'fonts.conf'), FONTS_CONF);
		mkdirSync(join(staging, 'home'));
		renameSync(staging, dir);
	} catch (cause) {
		if (existsSync(join(dir, 'chromium'))) return;
		throw new Error(
			`Could not inflate @sparticuz/chromium into ${dir}. Free about 300 MB there, then run the tests again.`,
			{ cause },
		);
	} finally {
		rmSync(staging, { recursive: true, force: true });
	}
}
