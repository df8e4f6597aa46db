/** What is rewritten and how, in this order. */
export type Rules = readonly (readonly [pattern: RegExp, to: string])[];

/**
 * Rules, each a pattern and what it becomes.
 *
 * @example rulesOf('sh>ш ch>ч')
 */
export function rulesOf(rules: string): Rules {
	return rules.split(' ').map((rule) => {
		const [pattern = '', to = ''] = rule.split('>');
		return [new RegExp(pattern, 'g'), to];
	});
}

export function rewrite(text: string, rules: Rules): string {
	return rules.reduce((so, [pattern, to]) => so.replace(pattern, to), text);
}

/**
 * A text with each letter of `from` replaced by the one that stands at its place in `to`.
 *
 * @example swapLetters('өкмөт', 'өү', 'оу') // => 'окмот'
 */
export function swapLetters(text: string, from: string, to: string): string {
	return text.replace(new RegExp(`[${from}]`, 'g'), (letter) => to.charAt(from.indexOf(letter)));
}
