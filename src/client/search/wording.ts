import type { QueryNote } from '#core/search/query.ts';
import type { PluralForms, SearchTexts } from './texts.ts';

/** Longest question that is repeated whole. */
const MAX_SHOWN = 80;

/** A number as a language writes it. Chromium knows no Kyrgyz; Russian numbers look the same, those of the browser's language may not. */
function numberText(locale: string, value: number): string {
	return new Intl.NumberFormat([locale, 'ru']).format(value);
}

/** How many articles were found, in words: `Найдено 5 статей`. */
export function foundText({ locale, found }: SearchTexts, count: number): string {
	return counted(locale, found, count);
}

/** How many reprints stand behind a result. */
export function foldedText({ locale, folded }: SearchTexts, count: number): string {
	return counted(locale, folded, count);
}

/** Why a part of the question does not do what it seems to be meant for. */
export function noteText({ notes }: SearchTexts, { code, part }: QueryNote): string {
	return fillIn(notes[code], { part: shorten(part) });
}

/** That nothing was found, with what was asked. */
export function noneText(texts: SearchTexts, query: string, isFiltered: boolean): string {
	return fillIn(isFiltered ? texts.noneFiltered : texts.none, { query: shorten(query) });
}

/** How many articles were found, and since when older ones are not searched yet. */
export function foundSinceText(texts: SearchTexts, count: number, first: string): string {
	return fillIn(texts.foundSince, { found: foundText(texts, count), date: dateText(texts, first) });
}

/** That nothing was found so far, with what was asked and since when. */
export function noneSinceText(texts: SearchTexts, query: string, first: string): string {
	return fillIn(texts.noneSince, { query: shorten(query), date: dateText(texts, first) });
}

/** Days of older news, for the button that searches them or while they are fetched, with what that costs. */
export function spanText(
	texts: SearchTexts,
	wording: 'older' | 'opening' | 'failedPart',
	{ first, last, bytes }: { readonly first: string; readonly last: string; readonly bytes: number },
): string {
	return fillIn(texts[wording], {
		from: dateText(texts, first),
		to: dateText(texts, last),
		size: numberText(texts.locale, Math.max(1, Math.round(bytes / 1000))),
	});
}

/**
 * The day of an instant as the interface writes it.
 *
 * @param instant a day, or an instant with the offset of the site's time zone, so that its first ten characters are the day.
 */
export function dateText({ date, months }: SearchTexts, instant: string): string {
	const [year = '', month = '', day = ''] = instant.slice(0, 10).split('-');
	return fillIn(date, { year, month: months[Number(month) - 1] ?? month, day: String(Number(day)) });
}

function counted(locale: string, forms: PluralForms, count: number): string {
	const wording = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
	return fillIn(wording, { count: numberText(locale, count) });
}

/** A wording with values in the place of their names in braces. */
function fillIn(wording: string, values: Readonly<Record<string, string>>): string {
	return wording.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** A question as a sentence can repeat it. */
function shorten(query: string): string {
	return query.length > MAX_SHOWN ? `${query.slice(0, MAX_SHOWN)}…` : query;
}
