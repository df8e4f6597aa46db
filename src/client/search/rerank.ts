import type { HitText } from '#core/search/index-files.ts';
import type { Query } from '#core/search/query.ts';
import type { Hit } from './engine.ts';
import { formsOf, hasPhrase } from './phrase.ts';

/** A result and its text. */
export interface ReadHit {
	readonly hit: Hit;
	readonly text: HitText;
}

/** How much a text with the very forms of all words counts against one with others. */
const FORM_BOOST = 0.15;

/** How much a text with the question's words in a row counts, in its title, at the start of it, or below. */
const ROW_BOOSTS = { start: 1, title: 0.6, text: 0.25 } as const;

/**
 * The first results in an order that only their texts tell: those that have the words in the very forms that were
 * typed, and in a row, come before those that have other forms of them.
 */
export function rerank(first: readonly ReadHit[], query: Query): Hit[] {
	const { typed } = query;
	const scored = first.map(({ hit, text }, index) => ({ hit, index, score: hit.score * boostOf(text, typed) }));
	return scored.sort((a, b) => b.score - a.score || a.index - b.index).map(({ hit }) => hit);
}

/** True where a text has every one of some phrases as it was typed. */
export function hasPhrases({ title, content }: HitText, phrases: Query['phrases']): boolean {
	return phrases.every((phrase) => hasPhrase(title, phrase) || hasPhrase(content, phrase));
}

function boostOf({ title, content }: HitText, typed: readonly string[]): number {
	const forms = new Set([...formsOf(title), ...formsOf(content)]);
	const wanted = typed.flatMap(formsOf);
	const share = wanted.filter((form) => forms.has(form)).length / Math.max(1, wanted.length);
	return 1 + FORM_BOOST * share + (typed.length > 1 ? rowBoost({ title, content }, typed) : 0);
}

function rowBoost({ title, content }: { title: string; content: string }, typed: readonly string[]): number {
	const wanted = typed.flatMap(formsOf);
	if (hasPhrase(title, typed)) {
		const start = formsOf(title).slice(0, wanted.length);
		return start.join(' ') === wanted.join(' ') ? ROW_BOOSTS.start : ROW_BOOSTS.title;
	}
	return hasPhrase(content, typed) ? ROW_BOOSTS.text : 0;
}
