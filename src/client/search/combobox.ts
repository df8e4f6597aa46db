import type { Completion } from './complete.ts';

/** A box, the list of what it can be completed with, and what happens once a completion is taken. */
export interface ComboboxParts {
	readonly input: HTMLInputElement;
	readonly list: HTMLElement;
	/** The ways to go on from the cursor. */
	readonly complete: (text: string, cursor: number) => Completion[];
	readonly onTaken: () => void;
}

/** Offers completions under a box: a combobox as ARIA describes it. Its keys come before all others of the box. */
export function makeCombobox({ input, list, complete, onTaken }: ComboboxParts): void {
	let offered: Completion[] = [];
	let active = -1;

	const activate = (index: number): void => {
		active = index;
		for (const [at, option] of [...list.children].entries()) {
			option.setAttribute('aria-selected', String(at === index));
			if (at === index) option.scrollIntoView({ block: 'nearest' });
		}
		if (index < 0) input.removeAttribute('aria-activedescendant');
		else input.setAttribute('aria-activedescendant', `${list.id}-${index}`);
	};
	const offer = (completions: Completion[]): void => {
		offered = completions;
		list.replaceChildren(...completions.map((completion, index) => toOption(`${list.id}-${index}`, completion)));
		list.hidden = completions.length === 0;
		input.setAttribute('aria-expanded', String(!list.hidden));
		activate(-1);
	};
	const update = (): void => offer(complete(input.value, input.selectionStart ?? input.value.length));
	const take = (index: number): void => {
		const taken = offered[index];
		if (taken === undefined) return;
		input.value = taken.before + taken.after;
		input.setSelectionRange(taken.before.length, taken.before.length);
		input.focus();
		update();
		if (offered.length === 0) onTaken();
	};

	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => activate((active + 1) % offered.length),
		ArrowUp: () => activate((active < 1 ? offered.length : active) - 1),
		Escape: () => offer([]),
		Enter: () => take(active),
	};
	const press = (event: KeyboardEvent): void => {
		const { key } = event;
		if (list.hidden || !Object.hasOwn(keys, key) || (key === 'Enter' && active < 0)) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		keys[key]?.();
	};
	input.addEventListener('keydown', press, { capture: true });
	input.addEventListener('input', update);
	input.addEventListener('blur', () => offer([]));
	input.form?.addEventListener('submit', () => offer([]));
	// The box keeps the focus while an option is pressed.
	list.addEventListener('pointerdown', (event) => event.preventDefault());
	list.addEventListener('click', ({ target }) => {
		const option = target instanceof Element ? target.closest('[role=option]') : undefined;
		take([...list.children].findIndex((child) => child === option));
	});
	// What was typed while this was fetched.
	if (input === document.activeElement) update();
}

function toOption(id: string, { label, hint }: Completion): HTMLElement {
	const option = document.createElement('div');
	option.id = id;
	option.role = 'option';
	const name = document.createElement('b');
	name.textContent = label;
	option.append(name, ...(hint === '' ? [] : [` ${hint}`]));
	return option;
}
