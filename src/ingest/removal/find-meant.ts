import type { Catalog } from '#catalog/catalog.ts';
import { allRemovals, findByPermalink, findPlaced } from '#catalog/queries.ts';
import type { RemovedArticle } from '#core/removal.ts';
import { canonicalizeUrl, foldAddress } from '#core/url.ts';

/**
 * Ids of the articles that a person may mean: by id, by the address or path of the page, by the id of a feed item, by
 * the address of the original, or by a guid.
 */
export function findMeant(catalog: Catalog, name: string): string[] {
	const id = idIn(name);
	if (id !== undefined && findPlaced(catalog, id) !== undefined) return [id];
	const ofPage = findByPermalink(catalog, permalinkOf(name));
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
export function findMeantRemovals(catalog: Catalog, name: string): RemovedArticle[] {
	const [id, permalink, names] = [idIn(name), permalinkOf(name), namesOf(name)];
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

/** The path that a page of ours would have, with the slash at its end; on a preview's host, too: no other site has such paths. */
function permalinkOf(name: string): string {
	const path = URL.parse(name, 'https://news.invalid/')?.pathname ?? '';
	return path.replace(/(index\.html)?$/, '').replace(/\/?$/, '/');
}
