import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { UsageError } from '#core/expected-error.ts';
import { isWebUrl } from '#core/fields.ts';
import { slugify } from '#core/slug.ts';
import { type FetcherOptions, openFetcher } from './fetch/fetch.ts';
import { given } from './given.ts';
import { type CaseOrigin, portrayCase } from './golden-case.ts';
import { decodeText } from './input/decode.ts';
import { detectAdapter } from './input/detect.ts';
import { expandInput, unreadable } from './input/inputs.ts';

/** What is to become a golden case. */
export interface NewFixtureOptions extends Omit<FetcherOptions, 'cacheDir'> {
	/** Address or path of a page, feed or dump. */
	readonly named: string;
	/** Name of the case's folder; made from address or path where absent. */
	readonly name?: string | undefined;
	/** Main language of the document's source. */
	readonly lang?: string | undefined;
	/** Folder of all cases. */
	readonly fixturesDir: string;
}

/** A golden case that was written. */
export interface NewFixture {
	readonly folder: string;
	readonly files: readonly string[];
	/** What `expected.md` says. */
	readonly expected: string;
}

/**
 * Saves a document as a golden case: its bytes as they came, whence, and what is read from them today.
 *
 * @throws UsageError where a case has that name; IngestError where the document cannot be had.
 */
export async function addFixture(options: NewFixtureOptions): Promise<NewFixture> {
	const { named, fixturesDir, lang } = options;
	const name = options.name ?? caseNameOf(named);
	if (name === '' || name !== slugify(name))
		throw new UsageError(`“${name}” is no name of a case: give one of small Latin letters, digits and - with --name.`);
	const folder = join(fixturesDir, name);
	if (existsSync(folder))
		throw new UsageError(`There is a case “${name}” already: ${folder}. Give the new one another name with --name.`);
	const { bytes, ...origin } = await readDocument(options);
	const written: CaseOrigin = { ...origin, ...given('lang', lang) };
	const files = [`source${extensionOf(named, bytes)}`, ...(Object.keys(written).length === 0 ? [] : ['origin.json'])];
	mkdirSync(folder, { recursive: true });
	try {
		for (const file of files)
			writeFileSync(
				join(folder, file),
				file === 'origin.json' ? `${JSON.stringify(written, undefined, '\t')}\n` : bytes,
			);
		const expected = await portrayCase(folder);
		writeFileSync(join(folder, 'expected.md'), expected);
		return { folder, files: [...files, 'expected.md'], expected };
	} catch (error) {
		rmSync(folder, { recursive: true });
		throw error;
	}
}

async function readDocument(options: NewFixtureOptions): Promise<CaseOrigin & { bytes: Uint8Array }> {
	const { named, now } = options;
	if (!isWebUrl(named)) return { bytes: readNamedFile(named) };
	const fetcher = openFetcher(options);
	try {
		const { bytes, url, contentType } = await fetcher.fetchBytes(named);
		return { bytes, address: url, ...given('contentType', contentType), fetchedAt: now };
	} finally {
		await fetcher.close();
	}
}

function readNamedFile(path: string): Uint8Array {
	const [input, ...more] = expandInput(path, { from: process.cwd(), roots: [] });
	if (input?.local === undefined || more.length > 0)
		throw new UsageError(`${path} is a folder: name the one file of it that shows the case.`);
	try {
		return readFileSync(input.local.file);
	} catch (error) {
		throw unreadable(path, error);
	}
}

/** `https://24.kg/news/12/` → `24-kg-news-12`. */
function caseNameOf(named: string): string {
	const address = URL.parse(named);
	const isWeb = address !== null && isWebUrl(named);
	return slugify(isWeb ? `${address.hostname} ${address.pathname}` : named.replace(/\.\w+$/, ''));
}

/** That of the file, else one that shows editors what the document is. */
function extensionOf(named: string, bytes: Uint8Array): string {
	const own = isWebUrl(named) ? '' : extname(named);
	if (/^\.[a-z\d]{1,6}$/.test(own)) return own;
	const start = decodeText(bytes.subarray(0, 100)).text.trimStart();
	const kind = detectAdapter(bytes)?.name;
	if (kind === 'html') return '.html';
	if (start.startsWith('<')) return '.xml';
	return /^[{[]/.test(start) ? '.json' : '.txt';
}
