import type { HitText } from './engine.ts';
import { markTitle, type TextPart, toExcerpt } from './excerpt.ts';
import type { SearchTexts } from './texts.ts';
import { dateText } from './wording.ts';

/** A result as it is shown. */
export interface ShownHit {
	readonly hit: HitText;
	readonly places: readonly number[];
	/** Keys that were looked for. */
	readonly keys: readonly string[];
}

/** The parts of the search page that change. */
export interface SearchView {
	readonly form: HTMLFormElement;
	readonly more: HTMLButtonElement;
	/** Searches older news; without a text there are none. */
	readonly older: HTMLButtonElement;
	readonly texts: SearchTexts;
	/** Says something to readers and screen readers. */
	say(text: string): void;
	/** Says why there is no answer, with a button that tries again. */
	sayFailure(onRetry: () => void): void;
	clear(): void;
	/** Marks the list as the answer to a question, for whoever waits for it from outside: `data-answer`. */
	answers(question: string): void;
	/** Adds results at the end. @returns the first of them, to be focused where the reader asked for more. */
	add(hits: readonly ShownHit[]): HTMLElement | undefined;
}

interface ItemContext {
	readonly template: HTMLTemplateElement;
	readonly form: HTMLFormElement;
	readonly texts: SearchTexts;
}

/** The search page in a document, or `undefined` in any other one. */
export function findView(document: Document): SearchView | undefined {
	const form = document.querySelector<HTMLFormElement>('form#search-form');
	const status = document.querySelector<HTMLElement>('#search-status');
	const list = document.querySelector<HTMLElement>('#search-results');
	const more = document.querySelector<HTMLButtonElement>('button#search-more');
	const older = document.querySelector<HTMLButtonElement>('button#search-older');
	const template = document.querySelector<HTMLTemplateElement>('template#search-result');
	const json = document.querySelector('#search-texts')?.textContent;
	if (!(form && status && list && more && older && template && json)) return undefined;
	const texts: SearchTexts = JSON.parse(json);
	const retry = document.createElement('button');
	retry.type = 'button';
	retry.textContent = texts.retry;
	return {
		form,
		more,
		older,
		texts,
		say(text) {
			retry.remove();
			if (status.textContent !== text) status.textContent = text;
		},
		sayFailure(onRetry) {
			status.textContent = texts.failed;
			retry.onclick = onRetry;
			status.after(retry);
		},
		clear() {
			list.replaceChildren();
		},
		answers(question) {
			list.dataset['answer'] = question;
		},
		add(hits) {
			const items = hits.map((hit) => toItem({ template, form, texts }, hit));
			const first = items[0]?.querySelector<HTMLElement>('[data-slot=title]') ?? undefined;
			list.append(...items);
			// Shared modules would cost every page a request, so what the reader muted is collapsed by the script of all pages.
			document.dispatchEvent(new Event('listed'));
			return first;
		},
	};
}

/** A copy of the page's template with the result's values in its slots. */
function toItem({ template, form, texts }: ItemContext, { hit, places, keys }: ShownHit): DocumentFragment {
	const item = document.importNode(template.content, true);
	const fill = (slot: string, parts: readonly TextPart[], lang?: string): HTMLElement | undefined => {
		const element = item.querySelector<HTMLElement>(`[data-slot=${slot}]`);
		element?.replaceChildren(...parts.map(toNode));
		if (element && lang !== undefined) element.lang = lang;
		return element ?? undefined;
	};
	const text = (value: string): TextPart[] => [{ text: value, isMarked: false }];
	item.querySelector('article')?.setAttribute('data-about', hit.about);
	fill('title', markTitle(hit.title, keys), hit.lang)?.setAttribute('href', hit.url);
	fill('source', text(hit.source));
	const date = fill('date', text(dateText(texts, hit.date)));
	if (date instanceof HTMLTimeElement) date.dateTime = hit.date;
	fill('excerpt', toExcerpt(hit.content, places), hit.lang);
	fill('lang', text(labelOf(form, hit.lang)));
	return item;
}

function toNode({ text, isMarked }: TextPart): Node {
	if (!isMarked) return document.createTextNode(text);
	const mark = document.createElement('mark');
	mark.textContent = text;
	return mark;
}

/** What the language filter calls a language. */
function labelOf(form: HTMLFormElement, lang: string): string {
	const select = form.elements.namedItem('lang');
	const options = select instanceof HTMLSelectElement ? [...select.options] : [];
	return options.find(({ value }) => value === lang)?.text ?? lang;
}
