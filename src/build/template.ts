import { codeDigest, READING_INPUTS } from '#catalog/code-digest.ts';
import { sha256 } from '#catalog/documents.ts';

/** What the templates are made of, below the project's root. */
const TEMPLATE_INPUTS = ['src', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * Digest of everything that shapes pages apart from content: sources, configuration, lock file, public files,
 * the Node version, the site's address and hub. The bundle and every rendered page stand under it.
 */
export function templateDigest(root: string, siteUrl = process.env['SITE_URL'] ?? ''): string {
	const files = codeDigest(root, TEMPLATE_INPUTS);
	const listeners = ['WEBSUB_HUB', 'INDEXNOW_KEY'].map((name) => process.env[name] ?? '');
	return sha256([siteUrl, ...listeners, files].join('\n')).slice(0, 16);
}

/** What of our own code the search index is made by, below the project's root. */
const SEARCH_INPUTS = [
	...READING_INPUTS,
	'src/build/search-record.ts',
	'src/build/search-fragment.ts',
	'src/build/search-facets.ts',
	'src/build/search-shard.ts',
	'node_modules/pagefind/package.json',
];

/**
 * Digest of everything that shapes the search index apart from content, Pagefind's version included: a change of a
 * page's looks leaves the index alone.
 */
export function searchDigest(root: string): string {
	return codeDigest(root, SEARCH_INPUTS);
}

/** What of our own code an index and the script that reads it must agree on, below the project's root. */
const AGREED_INPUTS = [
	'src/core/search',
	'src/core/plain-letters.ts',
	'src/core/rewrite.ts',
	'src/build/search-fragment.ts',
	'src/build/search-facets.ts',
	'src/build/search-shard.ts',
	'node_modules/pagefind/package.json',
];

/** Version of the search: a page whose script is of another one than the index is to be loaded anew. */
export function searchVersion(root: string): string {
	return codeDigest(root, AGREED_INPUTS);
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
	return codeDigest(root, CARD_INPUTS);
}
