import { findByIdentity, findPublished } from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { findArticle } from '#catalog/queries.ts';
import { articleIdOf } from './identity.ts';
import { type Refusal, type Removals, spreadRemovals } from './removals.ts';
import type { Finding, Spool, SpooledDraft } from './spool.ts';

/**
 * Brings together the drafts that are one article, known or new: those that share a key. Decided in order of date,
 * so that it does not matter which source answered first.
 *
 * @returns the items left out since their articles were removed on request.
 */
export function matchDrafts(catalog: Catalog, spool: Spool, removals: Removals): Refusal[] {
	const vague = findVagueKeys(spool);
	spreadRemovals(spool, removals, (draft) => usableKeys(draft, vague));
	const refusals: Refusal[] = [];
	const idOfKey = new Map<string, string>();
	const groups = new Map<string, SpooledDraft[]>();
	for (const draft of spool.inOrder()) {
		const keys = usableKeys(draft, vague);
		const removed = removals.findByKeys(keys);
		if (removed !== undefined) {
			refusals.push({ id: removed, source: draft.source });
			continue;
		}
		const id = findId(catalog, idOfKey, keys) ?? newId(catalog, groups, keys);
		for (const key of keys) if (!idOfKey.has(key)) idOfKey.set(key, id);
		groups.set(id, [...(groups.get(id) ?? []), { ...draft, keys }]);
	}
	for (const [id, drafts] of groups) spool.addFinding(toFinding(catalog, id, drafts));
	return refusals;
}

/**
 * Keys that name no article: those that several items of one document share although their headlines, and their
 * other names where they have any, tell them apart. A feed that links every item to one page has such.
 */
function findVagueKeys(spool: Spool): ReadonlySet<string> {
	const uses = new Map<string, { titles: Set<string>; names: Set<string> }>();
	for (const { document, title, keys } of spool.inOrder()) {
		for (const key of keys) {
			const use = uses.get(`${document} ${key}`) ?? { titles: new Set(), names: new Set() };
			use.titles.add(title);
			use.names.add(keys.join('\n'));
			uses.set(`${document} ${key}`, use);
		}
	}
	const vague = [...uses].filter(([, { titles, names }]) => titles.size > 2 || (titles.size === 2 && names.size === 2));
	return new Set(vague.map(([use]) => use));
}

function usableKeys({ document, keys, ownKey }: SpooledDraft, vague: ReadonlySet<string>): readonly string[] {
	const usable = keys.filter((key) => !vague.has(`${document} ${key}`));
	return usable.length === 0 ? [ownKey] : usable;
}

function findId(catalog: Catalog, idOfKey: ReadonlyMap<string, string>, keys: readonly string[]): string | undefined {
	for (const key of keys) {
		const id = findByIdentity(catalog, key) ?? idOfKey.get(key);
		if (id !== undefined) return id;
	}
	return undefined;
}

function newId(catalog: Catalog, groups: ReadonlyMap<string, unknown>, [key = '']: readonly string[]): string {
	for (let attempt = 0; ; attempt++) {
		const id = articleIdOf(key, attempt);
		if (!groups.has(id) && findPublished(catalog, id) === undefined) return id;
	}
}

function toFinding(catalog: Catalog, id: string, drafts: readonly SpooledDraft[]): Finding {
	const known = findArticle(catalog, id);
	const owner = known?.source ?? drafts[0]?.source;
	const own = drafts.filter(({ source }) => source === owner);
	const best = own.reduce<SpooledDraft | undefined>(
		(most, draft) => (most === undefined || draft.weight > most.weight ? draft : most),
		undefined,
	);
	return {
		id,
		isKnown: known !== undefined,
		...(best === undefined ? {} : { seq: best.seq }),
		keys: [...new Set([...own, ...drafts].flatMap(({ keys }) => keys))],
		sources: [...new Set(drafts.map(({ source }) => source))],
		published: findPublished(catalog, id) ?? best?.published ?? 0,
	};
}
