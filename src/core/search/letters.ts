/** Keys of Cyrillic letters, and of Latin ones that are no plain letter with a mark. */
const LETTERS = new Map(
	(
		'аa бb вv гg дd еe жj зz иi кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsh ъ ыi ь эe юiu яia ' +
		'өo үu ңn әa ғg қk ұu һh іi єe ґg ҳh ҷj јi њn љl ђj ћch џj ѕz ıi øo łl đd ßss æae œoe þt ðd əa ŋn ɵo'
	)
		.split(' ')
		.map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** Spellings of a sound for which Cyrillic has one letter, in the order in which they are rewritten. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
	[/ye/g, 'e'],
	[/y/g, 'i'],
	[/d?zh|dj/g, 'j'],
	[/kh/g, 'h'],
	[/x/g, 'ks'],
	[/q|c(?!h)/g, 'k'],
	[/ph/g, 'f'],
	[/w/g, 'v'],
];

/** Starts the number of a letter of another script, since no key has it otherwise. */
const OTHER_SCRIPT = 'x';

/**
 * Writes small letters of any script in `a-z` and `0-9`, so that names come out alike however they are spelled.
 *
 * @example toAscii('жээнбеков') // => 'jenbekov', as for 'zheenbekov' and 'jeenbekov'
 */
export function toAscii(letters: string): string {
	return Array.from(letters.normalize('NFKD').matchAll(RUN), ([run]) =>
		PLAIN.test(run) ? toSounds(run) : toNumbers(run),
	)
		.join('')
		.replace(/([a-wyz])\1+/g, '$1');
}

const KNOWN = `a-z0-9${[...LETTERS.keys()].join('')}`;
const PLAIN = new RegExp(`^[${KNOWN}]`);
const RUN = new RegExp(`[${KNOWN}\\p{M}]+|[\\p{L}\\p{N}]`, 'gu');

function toSounds(run: string): string {
	const latin = run.replace(/[^a-z0-9]/g, (letter) => LETTERS.get(letter) ?? '');
	return SOUNDS.reduce((so, [sound, written]) => so.replace(sound, written), latin);
}

/** A letter of another script as its number, always of the same length. */
function toNumbers(run: string): string {
	const code = run.codePointAt(0) ?? 0;
	return /[\p{L}\p{N}]/u.test(run) ? OTHER_SCRIPT + code.toString(36).padStart(4, '0') : '';
}
