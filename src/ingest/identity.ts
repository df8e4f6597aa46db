import { createHash } from 'node:crypto';
import { canonicalizeUrl, foldAddress, foldHost } from '#core/url.ts';
import type { FeedItem } from './adapters/adapter.ts';

const ID_LENGTH = 10;
const MAX_KEY = 1000;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Parts of an address after `#` that name how a reader came, not which article is meant. */
const IDLE_FRAGMENT = /^(rss|feed|xtor=|utm_|ref=|from=|at_medium|comments?|respond|ftag=|:~:)/i;

/**
 * The names under which an item may be known: its canonical address, then its guids, those within their source. A guid
 * that is an address of another host than the item's own is within its source too: who passes an article on does not
 * own its address.
 */
export function keysOf(item: FeedItem, source: string): string[] {
	const own = keyOfUrl(item.url);
	const keys = [own, ...item.identity.map((name) => keyOfName(name, { source, own }))];
	const urls = keys.filter((key) => key !== undefined && !isGuid(key));
	return [...new Set([...urls, ...keys].filter((key) => key !== undefined))];
}

/**
 * Further names that an item's page gives it. They name it less surely than its own: a server may send the readers of
 * many articles to one page, and a template may name one page as the address of all.
 */
export function pageKeysOf(item: FeedItem, source: string): string[] {
	const own = keyOfUrl(item.url);
	const known = new Set(keysOf(item, source).map(foldAddress));
	const addresses = (item.pageIdentity ?? []).filter((name) => keyOfUrl(name) !== undefined);
	const keys = addresses.map((name) => keyOfName(name, { source, own }));
	return [...new Set(keys.filter((key) => !known.has(foldAddress(key))))];
}

/** Whether a key is a name within one source. */
export function isGuid(key: string): boolean {
	return key.startsWith('guid:');
}

/** The names under which the article of a key may be filed besides, and of which source it must then be. */
export function otherNamesOf(key: string, source: string): { name: string; isOfSource: boolean }[] {
	const prefix = `guid:${source}:`;
	if (/^https?:/.test(key)) return [{ name: `${prefix}${foldAddress(key)}`, isOfSource: false }];
	return key.startsWith(`${prefix}//`) ? [{ name: key.slice(prefix.length), isOfSource: true }] : [];
}

/** The name of an item that has no other: its source, its date as written and its title. */
export function ownKeyOf(item: FeedItem, { source, title }: { source: string; title: string }): string {
	return bounded(`item:${source}:${item.published ?? ''}:${title}`);
}

/**
 * Ten characters of base32 over the SHA-256 of an article's first key. `attempt` counts up where another article
 * has that id.
 */
export function articleIdOf(key: string, attempt = 0): string {
	const digest = createHash('sha256')
		.update(attempt === 0 ? key : `${key}\n${attempt}`)
		.digest();
	const bits = Array.from(digest.subarray(0, 7), (byte) => byte.toString(2).padStart(8, '0')).join('');
	const letters = Array.from(
		{ length: ID_LENGTH },
		(_, index) => BASE32[Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)],
	);
	return letters.join('');
}

function keyOfName(name: string, { source, own }: { source: string; own: string | undefined }): string {
	const url = keyOfUrl(name);
	if (url === undefined) return bounded(`guid:${source}:${name}`);
	const isForeign = own !== undefined && hostOf(own) !== hostOf(url);
	return isForeign ? bounded(`guid:${source}:${foldAddress(url)}`) : url;
}

function hostOf(url: string): string {
	return foldHost(new URL(url).hostname);
}

/** An address as a key; none for a front page, which feeds give for want of a page. */
function keyOfUrl(name: string | undefined): string | undefined {
	const canonical = canonicalizeUrl(name ?? '');
	if (canonical === undefined) return undefined;
	const fragment = (URL.parse(name?.trim() ?? '')?.hash ?? '').slice(1);
	if (fragment === '' && !/[/?]/.test(foldAddress(canonical).slice(2))) return undefined;
	return fragment === '' || IDLE_FRAGMENT.test(fragment) ? canonical : bounded(`${canonical}#${fragment}`);
}

function bounded(key: string): string {
	return key.length <= MAX_KEY ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
