import { findByIdentity, findPublished } from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { findArticle } from '#catalog/queries.ts';
import { foldAddress } from '#core/url.ts';
import { isGuid, otherNamesOf } from './identity.ts';
import type { Spool, SpooledDraft } from './spool.ts';

/** A guid that may be no more than a place in a list. */
const COUNTED = /^guid:[^:]+:\d{1,6}$/;

type IsVague = (draft: Pick<SpooledDraft, 'document' | 'pageKeys'>, key: string) => boolean;

/**
 * Keys that name no article: those that several items of one document, or for a guid of one source, share although
 * their headlines, and their other names where they have any, tell them apart. A feed that links every item to one
 * page has such.
 */
export function findVagueKeys(spool: Spool): IsVague {
	const shared = findSharedKeys(spool);
	const uses = new Map<string, { titles: Set<string>; names: Set<string> }>();
	for (const draft of spool.inOrder()) {
		for (const key of surelyNamed(draft)) {
			const name = nameWithin(draft, key);
			if (!shared.has(name)) continue;
			const use = uses.get(name) ?? { titles: new Set(), names: new Set() };
			// Three tell as much as three thousand.
			if (use.titles.size < 3) use.titles.add(draft.title);
			if (use.names.size < 3) use.names.add(draft.keys.map(foldAddress).join('\n'));
			uses.set(name, use);
		}
	}
	const vague = [...uses].filter(([, { titles, names }]) => titles.size > 2 || (titles.size === 2 && names.size > 1));
	const names = new Set(vague.map(([name]) => name));
	const pages = findSharedPages(spool);
	return (draft, key) => (isPageKey(draft, key) ? pages.has(foldAddress(key)) : names.has(nameWithin(draft, key)));
}

/** Pages to which several items with headlines of their own lead: of a login, of a section, of all that is gone. */
function findSharedPages(spool: Spool): ReadonlySet<string> {
	const titles = new Map<string, string>();
	const shared = new Set<string>();
	for (const { pageKeys = [], title } of spool.inOrder()) {
		for (const key of pageKeys.map(foldAddress)) {
			if ((titles.get(key) ?? title) !== title) shared.add(key);
			titles.set(key, title);
		}
	}
	return shared;
}

function surelyNamed(draft: SpooledDraft): string[] {
	return draft.keys.filter((key) => !isPageKey(draft, key));
}

function isPageKey({ pageKeys = [] }: Pick<SpooledDraft, 'pageKeys'>, key: string): boolean {
	return pageKeys.includes(key);
}

/** Keys that more than one draft has: few, so that what is held of them is. */
function findSharedKeys(spool: Spool): ReadonlySet<string> {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const draft of spool.inOrder()) {
		for (const name of new Set(surelyNamed(draft).map((key) => nameWithin(draft, key)))) {
			if (seen.has(name)) shared.add(name);
			else seen.add(name);
		}
	}
	return shared;
}

function nameWithin({ document }: Pick<SpooledDraft, 'document'>, key: string): string {
	return isGuid(key) ? key : `${document} ${foldAddress(key)}`;
}

/**
 * Whether a key that does not name an article surely stands for another one: one under another address, with another
 * headline and date. Some feeds number their items from the top, anew each time; some pages answer for many.
 */
export function isUsedAgain(catalog: Catalog, draft: SpooledDraft, key: string): boolean {
	if (!(COUNTED.test(key) || isPageKey(draft, key))) return false;
	const names = [key, ...otherNamesOf(key, draft.source).map(({ name }) => name)];
	const id = names.map((name) => findByIdentity(catalog, name)).find((found) => found !== undefined);
	const known = id === undefined ? undefined : findArticle(catalog, id);
	if (id === undefined || known === undefined || known.title === draft.title) return false;
	if (findPublished(catalog, id) === draft.published) return false;
	return !draft.keys.some((other) => other !== key && findByIdentity(catalog, other) === id);
}
