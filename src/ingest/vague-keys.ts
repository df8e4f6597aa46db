import { hash } from 'node:crypto';
import { findByIdentity, findPublished } from '#catalog/candidates.ts';
import type { Catalog } from '#catalog/catalog.ts';
import { findArticle } from '#catalog/queries.ts';
import { foldAddress } from '#core/url.ts';
import { FirstNumbers } from './first-numbers.ts';
import { isGuid, otherNamesOf } from './identity.ts';
import type { Spool, SpooledDraft } from './spool.ts';

/** A guid that may be no more than a place in a list. */
const COUNTED = /^guid:[^:]+:\d{1,6}$/;

type IsVague = (draft: Pick<SpooledDraft, 'document' | 'pageKeys'>, key: string) => boolean;

/**
 * Keys that name no article: those that several items of one document, or for a guid of one source, share although
 * their headlines, and their other names where they have any, tell them apart. A feed that links every item to one
 * page has such. And pages to which several items with headlines of their own lead: of a login, of a section, of all
 * that is gone.
 */
export function findVagueKeys(spool: Spool): IsVague {
	const [named, pages] = [new Uses(), new Uses()];
	for (const draft of spool.inOrder()) {
		const others = draft.keys.map(foldAddress).join('\n');
		for (const key of draft.keys) {
			if (isPageKey(draft, key)) pages.note(foldAddress(key), draft.title, '');
			else named.note(nameWithin(draft, key), draft.title, others);
		}
	}
	return (draft, key) => {
		if (isPageKey(draft, key)) return pages.of(foldAddress(key)).titles > 1;
		const { titles, names } = named.of(nameWithin(draft, key));
		return titles > 2 || (titles === 2 && names > 1);
	};
}

interface Use {
	/** Headlines, counted up to three. */
	readonly titles: number;
	/** Other names, counted up to two. */
	readonly names: number;
}

const ONE: Use = { titles: 1, names: 1 };

/** How many headlines and other names go with each key, by digests: there is a key or two for every item of a run. */
class Uses {
	readonly #numbers = new FirstNumbers();
	/** By the number of a key. */
	readonly #titles: number[] = [];
	readonly #names: number[] = [];
	/** Those that are no {@link ONE}. */
	readonly #several = new Map<number, Use & { readonly secondTitle: number }>();

	note(key: string, title: string, names: string): void {
		const number = this.#numbers.claim(key, this.#numbers.size);
		const [titleDigest, namesDigest] = [shortDigest(title), shortDigest(names)];
		this.#titles[number] ??= titleDigest;
		this.#names[number] ??= namesDigest;
		const [firstTitle, firstNames] = [this.#titles[number] ?? 0, this.#names[number]];
		const before = this.#several.get(number) ?? { ...ONE, secondTitle: firstTitle };
		const isNew = titleDigest !== firstTitle && titleDigest !== before.secondTitle;
		const hasOthers = namesDigest !== firstNames;
		if (!(isNew || hasOthers)) return;
		this.#several.set(number, {
			titles: isNew ? Math.min(3, before.titles + 1) : before.titles,
			names: hasOthers ? 2 : before.names,
			secondTitle: before.titles === 1 ? titleDigest : before.secondTitle,
		});
	}

	of(key: string): Use {
		return this.#several.get(this.#numbers.find(key) ?? -1) ?? ONE;
	}
}

function shortDigest(text: string): number {
	return Number.parseInt(hash('sha256', text).slice(0, 12), 16);
}

function isPageKey({ pageKeys = [] }: Pick<SpooledDraft, 'pageKeys'>, key: string): boolean {
	return pageKeys.includes(key);
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
