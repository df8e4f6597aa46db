import type { QueryNames } from '#core/search/query.ts';
import { type Operator, splitQuery } from '#core/search/query-parts.ts';
import { nameFinder } from '#core/search/query-values.ts';
import type { Progress } from './ask.ts';
import type { SearchState } from './state.ts';

/** Fills the fields, a filter only with what it offers, and opens the box of filters where one is set. */
export function fillForm(form: HTMLFormElement, state: SearchState): void {
	for (const field of fieldsOf(form)) {
		const value = Object.entries(state).find(([name]) => name === field.name)?.[1] ?? '';
		if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value.includes(field.value);
		else field.value = String(value);
		// What it does not offer leaves a select with nothing chosen.
		if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.selectedIndex = 0;
	}
	const { source, topic, from, to, order } = state;
	const box = form.querySelector('details');
	if (box && (source + topic + from + to !== '' || order !== 'best')) box.open = true;
}

/** What operators call languages, sources and topics: their ids, and their names in any language of the site. */
export function namesOf(form: HTMLFormElement): QueryNames {
	const finder = (name: string): QueryNames['lang'] => {
		const choices = form.querySelectorAll<HTMLElement>(
			`[name=${name}] > option[value]:not([value='']), input[name=${name}]`,
		);
		return nameFinder(
			Array.from(choices, (choice) => [
				choice.getAttribute('value') ?? '',
				labelOf(choice),
				...(choice.dataset['also']?.split('|') ?? []),
			]),
		);
	};
	return { lang: finder('lang'), source: finder('source'), topic: finder('topic') };
}

/** Shows beside each value how many articles of the answer have it; nothing where nothing is asked. */
export function showFacets(form: HTMLFormElement, { facets, open }: Progress): void {
	const countOf = (name: 'lang' | 'source' | 'topic', value: string): string =>
		open.length === 0 || value === '' ? '' : String(facets[name][value] ?? 0);
	for (const option of form.querySelectorAll<HTMLOptionElement>('[name=source] > option, [name=topic] > option')) {
		const label = labelOf(option);
		option.dataset['label'] = label;
		const count = countOf(option.closest('[name=source]') ? 'source' : 'topic', option.value);
		option.textContent = count === '' ? label : `${label} (${count})`;
	}
	for (const box of form.querySelectorAll<HTMLInputElement>('[name=lang]')) {
		const count = box.parentElement?.querySelector('.count');
		if (count) count.textContent = countOf('lang', box.value);
	}
}

/** Takes an operator out of the question: a control says it now. */
export function dropOperator(input: HTMLInputElement, operator: Operator): void {
	const parts = splitQuery(input.value);
	const kept = parts.filter((part) => part.operator !== operator);
	if (kept.length < parts.length) input.value = kept.map(({ text }) => text).join(' ');
}

/** The fields of the form. */
export function fieldsOf(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement)[] {
	return [...form.elements].filter((field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement);
}

/** What a choice is called, without its count. */
export function labelOf(element: HTMLElement): string {
	return element.dataset['label'] ?? element.textContent.trim();
}
