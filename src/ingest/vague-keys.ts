import { findByIdentity, findPublished } from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { findArticle } from '#catalog/queries.ts';
import { foldAddress } from '#core/url.ts';
import { isGuid } from './identity.ts';
import type { Spool, SpooledDraft } from './spool.ts';

/** A guid that may be no more than a place in a list. */
const COUNTED = /^guid:[^:]+:\d{1,6}$/;

type IsVague = (draft: Pick<SpooledDraft, 'document'>, key: string) => boolean;

/**
 * Keys that name no article: those that several items of one document, or for a guid of one source, share although
 * their headlines, and their other names where they have any, tell them apart. A feed that links every item to one
 * page has such.
 */
export function findVagueKeys(spool: Spool): IsVague {
	const shared = findSharedKeys(spool);
	const uses = new Map<string, { titles: Set<string>; names: Set<string> }>();
	for (const draft of spool.inOrder()) {
		for (const key of draft.keys) {
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
	return (draft, key) => names.has(nameWithin(draft, key));
}

/** Keys that more than one draft has: few, so that what is held of them is. */
function findSharedKeys(spool: Spool): ReadonlySet<string> {
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const draft of spool.inOrder()) {
		for (const name of new Set(draft.keys.map((key) => nameWithin(draft, key)))) {
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
 * Whether a key is a short number that stood for another article before: one under another address, with another
 * headline and date. Some feeds number their items from the top, anew each time.
 */
export function isUsedAgain(catalog: Catalog, draft: SpooledDraft, key: string): boolean {
	if (!COUNTED.test(key)) return false;
	const id = findByIdentity(catalog, key);
	const known = id === undefined ? undefined : findArticle(catalog, id);
	if (id === undefined || known === undefined || known.title === draft.title) return false;
	if (findPublished(catalog, id) === draft.published) return false;
	return !draft.keys.some((other) => other !== key && findByIdentity(catalog, other) === id);
}
