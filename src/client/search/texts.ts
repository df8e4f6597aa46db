import type { QueryNoteCode } from '#core/search/query.ts';
import type { Operator } from '#core/search/query-parts.ts';

/**
 * Texts of the search page in the interface's language, which the page carries as JSON in
 * `<script type="application/json" id="search-texts">`. Placeholders stand in braces.
 */
export interface SearchTexts {
	/** Language of the interface (`ru`): rules of plurals and numbers. */
	readonly locale: string;
	/** Shown while nothing is asked: what can be searched, and how. */
	readonly hint: string;
	/** Shown while an answer is awaited. */
	readonly searching: string;
	/**
	 * How many articles were found, by plural category of `Intl.PluralRules` (`one`, `few`, `many`, `other`);
	 * `{count}` is the number: `{ one: 'Найдена {count} статья', few: …, many: …, other: … }`.
	 */
	readonly found: PluralForms;
	/** Said first where nothing has a phrase as it was typed, but its words in other forms, or not in a row. */
	readonly loosened: Readonly<Record<'stems' | 'words', string>>;
	/** Nothing was found; `{query}` is what was asked. */
	readonly none: string;
	/** Nothing was found while filters are set; `{query}` is what was asked. */
	readonly noneFiltered: string;
	/** What was found where older news are not searched but by their titles: `{found}` is the sentence of how many, `{date}` the oldest day searched. */
	/** Said first where some texts were not yet looked through for a phrase. */
	readonly unread: string;
	readonly foundSince: string;
	/** Nothing was found so far; `{query}` is what was asked, `{date}` the oldest day searched. */
	readonly noneSince: string;
	/** Label of the button that searches older news: `{from}` and `{to}` are their days, `{size}` what it costs in KB. */
	readonly older: string;
	/** Shown while the index of older news is fetched: `{from}`, `{to}`. */
	readonly opening: string;
	/** The index could not be fetched. */
	readonly failed: string;
	/** The same without a network. */
	readonly offline: string;
	/** Some news could not be searched: `{from}`, `{to}`. */
	readonly failedPart: string;
	/** Label of the button that tries again. */
	readonly retry: string;
	/** The index is newer than this page, and the label of the button that fetches the page anew. */
	readonly outdated: string;
	readonly reload: string;
	/** How many reprints stand behind a result. */
	readonly folded: PluralForms;
	/** Leads to a spelling that the news have. */
	readonly suggestion: string;
	/** What to ask instead where nothing is found, and the ways to. */
	readonly instead: string;
	readonly withoutFilters: string;
	readonly allLanguages: string;
	/** Why a part of a question does not do what it seems to; `{part}`. */
	readonly notes: Readonly<Record<QueryNoteCode, string>>;
	/** What operators are called and do. */
	readonly operators: Readonly<Record<Operator, { readonly name: string; readonly label: string }>>;
	/** A date with `{day}`, `{month}` and `{year}`, as on the other pages: `{day} {month} {year} г.`. */
	readonly date: string;
	/** Names of the twelve months as they stand in `date`, January first. Browsers often lack those of Kyrgyz. */
	readonly months: readonly string[];
	/** Years that the site has news of, the latest first. */
	readonly years: readonly string[];
}

/** One wording per plural category; `other` stands in for those that are missing. */
export type PluralForms = { readonly other: string } & {
	readonly [category in Intl.LDMLPluralRule]?: string | undefined;
};
