import { makeCombobox } from './combobox.ts';
import { type Choice, complete } from './complete.ts';
import { fieldsOf, labelOf } from './controls.ts';
import type { SearchView } from './view.ts';

/** What only those need who type: completions of the question. */
export function offerCompletions({ form, input, texts, completions }: SearchView, search: () => void): void {
	const years = texts.years.map((value) => ({ value, label: value }));
	const choices = Object.fromEntries(['lang', 'source', 'topic'].map((name) => [name, choicesOf(form, name)]));
	const completing = { operators: texts.operators, choices: { ...choices, from: years, to: years } };
	makeCombobox({
		input,
		list: completions,
		complete: (text, cursor) => complete(completing, text, cursor),
		onTaken: search,
	});
}

/** What a filter offers, apart from “any”. */
function choicesOf(form: HTMLFormElement, name: string): Choice[] {
	return fieldsOf(form)
		.filter((field) => field.name === name)
		.flatMap((field) =>
			field instanceof HTMLSelectElement
				? [...field.options].map((option) => ({ value: option.value, label: labelOf(option) }))
				: [{ value: field.value, label: labelOf(field) }],
		)
		.filter(({ value }) => value !== '');
}
