import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256 } from '#catalog/documents.ts';

/** What the templates are made of, below the project's root. */
const TEMPLATE_INPUTS = ['src', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * Digest of everything that shapes pages apart from content: sources, configuration, lock file, public files,
 * the Node version, the site's address and hub. The bundle and every rendered page stand under it.
 */
export function templateDigest(root: string, siteUrl = process.env['SITE_URL'] ?? ''): string {
	const files = digestOfFiles(root, TEMPLATE_INPUTS);
	const listeners = ['WEBSUB_HUB', 'INDEXNOW_KEY'].map((name) => process.env[name] ?? '');
	return sha256([process.version, siteUrl, ...listeners, files].join('\n')).slice(0, 16);
}

/** What of our own code the search index is made by, below the project's root. */
const SEARCH_INPUTS = [
	'src/core',
	'src/catalog/documents.ts',
	'src/catalog/frontmatter.ts',
	'src/build/search-record.ts',
	'src/build/search-fragment.ts',
	'src/build/search-facets.ts',
	'src/build/search-shard.ts',
	'src/catalog/plain-text.ts',
	'src/catalog/search-text.ts',
	'node_modules/pagefind/package.json',
];

/**
 * Digest of everything that shapes the search index apart from content, Pagefind's version included: a change of a
 * page's looks leaves the index alone.
 */
export function searchDigest(root: string): string {
	return digestOfFiles(root, SEARCH_INPUTS);
}

/** What of our own code an index and the script that reads it must agree on, below the project's root. */
const AGREED_INPUTS = [
	'src/core/search',
	'src/build/search-fragment.ts',
	'src/build/search-facets.ts',
	'src/build/search-shard.ts',
	'node_modules/pagefind/package.json',
];

/** Version of the search: a page whose script is of another one than the index is to be loaded anew. */
export function searchVersion(root: string): string {
	return digestOfFiles(root, AGREED_INPUTS);
}

/** What the cards of link previews are made by, below the project's root. */
const CARD_INPUTS = [
	'src/site/card.ts',
	'src/site/views/card.ts',
	...['satori', 'sharp', '@fontsource/piazzolla', '@fontsource/noto-sans'].map(
		(name) => `node_modules/${name}/package.json`,
	),
];

/** Digest of everything that shapes cards apart from what they show: a change of other templates leaves them alone. */
export function cardsDigest(root: string): string {
	return digestOfFiles(root, CARD_INPUTS);
}

function digestOfFiles(root: string, inputs: readonly string[]): string {
	const files = inputs.flatMap((path) => filesBelow(join(root, path))).sort();
	const parts = files
		.filter((file) => !/\.(test|bench)\.ts$|\/fixtures\/|\/src\/(ingest|deploy|measure)\/|README\.md$/.test(file))
		.map((file) => `${relative(root, file)} ${sha256(readFileSync(file))}`);
	return sha256(parts.join('\n')).slice(0, 16);
}

function filesBelow(path: string): string[] {
	try {
		return readdirSync(path, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path];
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}
