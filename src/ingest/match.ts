import { findByIdentity, findPublished } from '#catalog/candidates.ts';
import { findArticle } from '#catalog/queries.ts';
import { foldAddress } from '#core/url.ts';
import { FirstNumbers } from './first-numbers.ts';
import { articleIdOf, otherNamesOf } from './identity.ts';
import { isAtHome } from './owner.ts';
import { type Refusal, spreadRemovals } from './removal/removals.ts';
import type { Run } from './run.ts';
import type { Finding, SpooledDraft } from './spool.ts';
import { findVagueKeys, isUsedAgain } from './vague-keys.ts';

type Matching = Pick<Run, 'catalog' | 'spool' | 'removals' | 'sources'>;

/** A draft with its place in the order of decisions and the keys that do name it. */
type Placed = SpooledDraft & { readonly place: number };

/** What is known of which drafts belong together: by places, so that no draft is held. */
interface Groups {
	/** Place of a draft that an earlier one of its group, or itself. */
	readonly parents: number[];
	/** Known article of a group, by the place of its first draft. */
	readonly known: Map<number, string>;
	/** Place of the first draft that has a name. */
	readonly firstOf: FirstNumbers;
	readonly refused: Set<number>;
}

/**
 * Brings together the drafts that are one article, known or new: those that share a key, also by way of a third. Two
 * known articles stay two. Decided in order of date, so that it does not matter which source answered first.
 *
 * @returns the items left out since their articles were removed on request.
 */
export function matchDrafts(run: Matching): Refusal[] {
	const { spool, removals } = run;
	const inOrder = placeDrafts(run);
	spreadRemovals(spool, removals, inOrder.keysOf);
	const refusals: Refusal[] = [];
	const groups: Groups = { parents: [], known: new Map(), firstOf: new FirstNumbers(), refused: new Set() };
	for (const draft of inOrder.drafts()) {
		const removed = removals.findByKeys(draft.keys);
		if (removed === undefined) join(run, groups, draft);
		else refusals.push({ id: removed, source: draft.source });
		if (removed !== undefined) groups.refused.add(draft.place);
	}
	for (const drafts of membersOf(groups, inOrder.drafts())) spool.addFinding(toFinding(run, groups, drafts));
	return refusals;
}

function placeDrafts({ catalog, spool }: Matching): {
	keysOf: (draft: SpooledDraft) => readonly string[];
	drafts: () => Generator<Placed>;
} {
	const isVague = findVagueKeys(spool);
	const keysOf = (draft: SpooledDraft): readonly string[] => {
		const usable = draft.keys.filter((key) => !(isVague(draft, key) || isUsedAgain(catalog, draft, key)));
		return usable.length === 0 ? [draft.ownKey] : usable;
	};
	return {
		keysOf,
		*drafts() {
			let place = 0;
			for (const draft of spool.inOrder()) yield { ...draft, keys: keysOf(draft), place: place++ };
		},
	};
}

/** Puts a draft to those before it with which it shares a name, as long as they are of no other known article. */
function join({ catalog }: Matching, groups: Groups, draft: Placed): void {
	const { parents, known, firstOf } = groups;
	const { place } = draft;
	parents[place] = place;
	const id = findKnown(catalog, draft);
	if (id !== undefined) known.set(place, id);
	for (const name of [...(id === undefined ? [] : [`id:${id}`]), ...namesOf(draft)]) {
		unite(groups, firstOf.claim(name, place), place);
	}
}

function unite({ parents, known }: Groups, one: number, other: number): void {
	const [early, late] = [rootOf(parents, one), rootOf(parents, other)].sort((a, b) => a - b);
	if (early === undefined || late === undefined || early === late) return;
	const [id, lateId] = [known.get(early), known.get(late)];
	if (id !== undefined && lateId !== undefined && id !== lateId) return;
	parents[late] = early;
	if (id === undefined && lateId !== undefined) known.set(early, lateId);
}

function rootOf(parents: number[], place: number): number {
	let root = place;
	for (let next = parents[root]; next !== undefined && next !== root; next = parents[root]) root = next;
	parents[place] = root;
	return root;
}

/** What the keys of a draft are compared by: all spellings of an address, also where its source has it as a guid. */
function namesOf({ keys, source }: SpooledDraft): string[] {
	const shared = keys.flatMap((key) => otherNamesOf(key, source).filter(({ isOfSource }) => !isOfSource));
	return [...keys.map(foldAddress), ...shared.map(({ name }) => name)];
}

function findKnown(catalog: Matching['catalog'], { keys, source }: SpooledDraft): string | undefined {
	for (const key of keys) {
		const id = findByIdentity(catalog, key);
		if (id !== undefined) return id;
		for (const { name, isOfSource } of otherNamesOf(key, source)) {
			const other = findByIdentity(catalog, name);
			if (other !== undefined && (!isOfSource || findArticle(catalog, other)?.source === source)) return other;
		}
	}
	return undefined;
}

/** The drafts of each group, in order; a group is given as soon as its last draft is read. */
function* membersOf({ parents, refused }: Groups, drafts: Iterable<Placed>): Generator<[Placed, ...Placed[]]> {
	const sizes: number[] = [];
	for (const place of parents.keys()) {
		const root = rootOf(parents, place);
		sizes[place] ??= 0;
		if (!refused.has(place)) sizes[root] = (sizes[root] ?? 0) + 1;
	}
	const waiting = new Map<number, [Placed, ...Placed[]]>();
	for (const draft of drafts) {
		if (refused.has(draft.place)) continue;
		const root = rootOf(parents, draft.place);
		const members = waiting.get(root);
		if (members === undefined) waiting.set(root, [draft]);
		else members.push(draft);
		const all = waiting.get(root);
		if (all === undefined || all.length < (sizes[root] ?? 0)) continue;
		waiting.delete(root);
		yield all;
	}
}

function toFinding(
	{ catalog, sources, spool }: Matching,
	groups: Groups,
	drafts: readonly [Placed, ...Placed[]],
): Finding {
	const root = rootOf(groups.parents, drafts[0].place);
	const id = groups.known.get(root) ?? newId({ catalog, spool }, drafts[0].keys);
	const known = findArticle(catalog, id);
	const bringers = [...(known === undefined ? [] : [known.source]), ...drafts.map(({ source }) => source)];
	const addresses = [...(known?.url === undefined ? [] : [known.url]), ...drafts.flatMap(({ keys }) => keys)];
	const owner = new Set(bringers).size === 1 ? bringers[0] : ownerOf(sources, bringers, addresses);
	const own = drafts.filter(({ source }) => source === owner);
	const best = own.reduce<SpooledDraft | undefined>(
		(most, draft) => (most === undefined || draft.weight > most.weight ? draft : most),
		undefined,
	);
	const isFree = (key: string): boolean =>
		rootOf(groups.parents, groups.firstOf.find(foldAddress(key)) ?? root) === root &&
		(findByIdentity(catalog, key) ?? id) === id;
	const keys = [...new Set([...own, ...drafts].flatMap((draft) => draft.keys))].filter(isFree);
	return {
		id,
		isKnown: known !== undefined,
		...(best === undefined ? {} : { seq: best.seq }),
		keys: keys.length === 0 ? [drafts[0].ownKey] : keys,
		inputs: [...new Set(drafts.map(({ input }) => input))],
		sources: [...new Set(drafts.map(({ source }) => source))],
		published: findPublished(catalog, id) ?? best?.published ?? 0,
	};
}

/** Whose an article is: of those that brought it the first at whose own address it stands, else the first. */
function ownerOf(
	sources: Matching['sources'],
	bringers: readonly string[],
	addresses: readonly string[],
): string | undefined {
	const address = addresses.find((key) => /^https?:/.test(key)) ?? '';
	return bringers.find((id) => isAtHome(sources.get(id), address)) ?? bringers[0];
}

function newId({ catalog, spool }: Pick<Matching, 'catalog' | 'spool'>, [key = '']: readonly string[]): string {
	for (let attempt = 0; ; attempt++) {
		const id = articleIdOf(key, attempt);
		if (!spool.hasFinding(id) && findPublished(catalog, id) === undefined) return id;
	}
}
