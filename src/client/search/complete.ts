import { type Operator, operatorOf, operatorsLike } from '#core/search/query-parts.ts';
import { foldName } from '#core/search/query-values.ts';

/** A value that a filter offers. */
export interface Choice {
	readonly value: string;
	readonly label: string;
}

/** What questions can be completed with. */
export interface Completing {
	/** What the interface calls an operator, and what it is. */
	readonly operators: Readonly<Record<Operator, { readonly name: string; readonly label: string }>>;
	readonly choices: Readonly<Partial<Record<Operator, readonly Choice[]>>>;
}

/** A way to go on, and the whole question then, the cursor at its end of `before`. */
export interface Completion {
	readonly label: string;
	readonly hint: string;
	readonly before: string;
	readonly after: string;
}

const MOST = 8;

/** An operator and what stands of its value before the cursor, with a quote where the value may hold spaces. */
const VALUE = /(^|\s)(\p{L}+):(?:["„“«]([^"„“”«»]*)|([^\s"„“”«»]*))$/u;

/** Shorter words are words of a question in the first place: `по`, `to`, `so`. */
const WORD = /(^|\s)(\p{L}{3,})$/u;

/** What the word before the cursor may become: an operator, or a value of one. */
export function complete({ operators, choices }: Completing, text: string, cursor: number): Completion[] {
	const [before, after] = [text.slice(0, cursor), text.slice(cursor)];
	const value = VALUE.exec(before);
	if (value) {
		const [found, space = '', name = '', quoted, plain] = value;
		const operator = operatorOf(name);
		const offered = operator === undefined ? [] : (choices[operator] ?? []);
		return offered
			.filter((choice) => matches(choice, foldName(quoted ?? plain ?? '')))
			.slice(0, MOST)
			.map(({ label }) => ({
				label,
				hint: '',
				before: `${before.slice(0, -found.length)}${space}${name}:${quote(label)} `,
				after: after.trimStart(),
			}));
	}
	const [found = '', space = '', word = ''] = WORD.exec(before) ?? [];
	return (word === '' ? [] : operatorsLike(word.toLowerCase())).map((operator) => {
		const { name, label } = operators[operator];
		return { label: `${name}:`, hint: label, before: `${before.slice(0, -found.length)}${space}${name}:`, after };
	});
}

/** True where a word of a value's name begins so. */
function matches({ value, label }: Choice, typed: string): boolean {
	return ` ${foldName(label)}`.includes(` ${typed}`) || foldName(value).startsWith(typed);
}

function quote(label: string): string {
	return /^[^\s"„“”«»,]+$/.test(label) ? label : `"${label.replace(/["„“”«»]/g, '')}"`;
}
