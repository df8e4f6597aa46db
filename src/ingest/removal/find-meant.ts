import type { Catalog } from '#catalog/catalog.ts';
import { allRemovals, findByPermalink, findPlaced } from '#catalog/queries.ts';
import type { RemovedArticle } from '#core/removal.ts';
import type { SiteConfig } from '#core/site.ts';
import { canonicalizeUrl, foldAddress } from '#core/url.ts';

/** Whose articles are meant. */
interface Meaning {
	readonly catalog: Catalog;
	readonly site: SiteConfig;
}

/**
 * Ids of the articles that a person may mean: by id, by the address or path of the page, by the id of a feed item, by
 * the address of the original, or by a guid.
 */
export function findMeant({ catalog, site }: Meaning, name: string): string[] {
	const id = idIn(name);
	if (id !== undefined && findPlaced(catalog, id) !== undefined) return [id];
	const ofPage = findByPermalink(catalog, permalinkOf(site, name));
	if (ofPage !== undefined) return [ofPage.id];
	for (const key of namesOf(name)) {
		const rows = catalog.all('SELECT DISTINCT id FROM identity WHERE key = ? ORDER BY id', key);
		if (rows.length > 0) return rows.map((row) => String(row['id']));
	}
	const rows = catalog.all(
		"SELECT DISTINCT id FROM identity WHERE key >= 'guid:' AND key < 'guid;' AND substr(key, -length(?1) - 1) = ':' || ?1 ORDER BY id",
		name,
	);
	return rows.map((row) => String(row['id']));
}

/** Removed articles that a person may mean, by the same names. */
export function findMeantRemovals({ catalog, site }: Meaning, name: string): RemovedArticle[] {
	const [id, permalink, names] = [idIn(name), permalinkOf(site, name), namesOf(name)];
	const isName = (key: string): boolean =>
		names.includes(foldAddress(key)) || (key.startsWith('guid:') && key.endsWith(`:${name}`));
	return allRemovals(catalog).flatMap((removal) => {
		if (removal.removed !== 'article') return [];
		const isMeant = removal.id === id || removal.permalink === permalink || removal.identity.some(isName);
		return isMeant ? [removal] : [];
	});
}

function idIn(name: string): string | undefined {
	return /^(?:tag:.*:)?([a-z2-7]{10})$/.exec(name.trim())?.[1];
}

function namesOf(name: string): string[] {
	return [...new Set([foldAddress(canonicalizeUrl(name) ?? name), name])];
}

/** The path that a page of ours would have, with the slash at its end. */
function permalinkOf(site: SiteConfig, name: string): string {
	const url = URL.parse(name, site.url);
	const path = url?.origin === site.url ? url.pathname : '';
	return path.replace(/(index\.html)?$/, '').replace(/\/?$/, '/');
}
