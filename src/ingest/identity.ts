import { createHash } from 'node:crypto';
import { canonicalizeUrl } from '#core/url.ts';
import type { FeedItem } from './adapters/adapter.ts';

const ID_LENGTH = 10;
const MAX_KEY = 1000;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Parts of an address after `#` that name how a reader came, not which article is meant. */
const IDLE_FRAGMENT = /^(rss|feed|xtor=|utm_|ref=|from=|at_medium|comments?|respond|ftag=|:~:)/i;

/** The names under which an item may be known: its canonical address, then its guids, those within their source. */
export function keysOf(item: FeedItem, source: string): string[] {
	const urls = [item.url, ...item.identity].flatMap((name) => keyOfUrl(name) ?? []);
	const guids = item.identity.filter((name) => keyOfUrl(name) === undefined);
	return [...new Set([...urls, ...guids.map((guid) => bounded(`guid:${source}:${guid}`))])];
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

/** An address as a key; none for a front page, which feeds give for want of a page. */
function keyOfUrl(name: string | undefined): string | undefined {
	const canonical = canonicalizeUrl(name ?? '');
	if (canonical === undefined) return undefined;
	const fragment = (URL.parse(name?.trim() ?? '')?.hash ?? '').slice(1);
	const { pathname, search } = new URL(canonical);
	if (pathname === '/' && search === '' && fragment === '') return undefined;
	return fragment === '' || IDLE_FRAGMENT.test(fragment) ? canonical : bounded(`${canonical}#${fragment}`);
}

function bounded(key: string): string {
	return key.length <= MAX_KEY ? key : `sha256:${createHash('sha256').update(key).digest('hex')}`;
}
