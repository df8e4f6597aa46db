const CYRILLIC: Readonly<Record<string, string>> = {
	б: 'b',
	в: 'v',
	г: 'g',
	д: 'd',
	ж: 'j',
	з: 's',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	ф: 'f',
	х: 'h',
	ц: 's',
	ч: 'c',
	ш: 'c',
	щ: 'c',
};

/** English letters that sound as one, longer ones first. */
const LATIN: readonly (readonly [RegExp, string])[] = [
	[/sch|tch|sh|ch/g, 'C'],
	[/ph/g, 'f'],
	[/th/g, 't'],
	[/dg|j|g(?=[eiy])/g, 'j'],
	[/ck|c(?![eiy])|q/g, 'k'],
	[/c/g, 's'],
	[/x/g, 'ks'],
	[/w/g, 'v'],
	[/z/g, 's'],
	[/(?<=[a-z])h/g, ''],
	[/[aeiouy]/g, ''],
];

const SHORTEST = 3;

/** Whether a Russian and an English word may be one name: their consonants are alike. */
export function likelySame(russian: string, english: string): boolean {
	const [first, second] = [soundsOfCyrillic(russian), soundsOfLatin(english)];
	if (Math.min(first.length, second.length) < SHORTEST || first[0] !== second[0]) return false;
	return distance(first, second) <= Math.floor(Math.max(first.length, second.length) / 4);
}

function soundsOfCyrillic(word: string): string {
	return squash(Array.from(word.toLowerCase(), (letter) => CYRILLIC[letter] ?? '').join(''));
}

function soundsOfLatin(word: string): string {
	const spelled = LATIN.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word.toLowerCase());
	return squash(spelled.toLowerCase());
}

function squash(sounds: string): string {
	return sounds.replace(/(.)\1+/g, '$1');
}

/** Edits from one text to another. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (const [i, left] of [...a].entries()) {
		const next = [i + 1];
		for (const [j, right] of [...b].entries()) {
			next.push(Math.min((row[j] ?? 0) + (left === right ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
		}
		row = next;
	}
	return row.at(-1) ?? 0;
}
