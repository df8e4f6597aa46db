import { rewrite, rulesOf, swapLetters } from '../rewrite.ts';

/** Cyrillic letters, and Latin ones that are no plain letter with a mark; and their keys. */
const LETTERS = 'абвгдежзиклмнопрстуфхыэөүңәғқұһієґҳҷјњљђџѕıøłđþðəŋɵ';
const KEYS = 'abvgdejziklmnoprstufhieounagkuhieghjinljjzioldtdano';
/** Letters with longer keys, ъ and ь with none; then spellings of a sound for which Cyrillic has one letter. */
const SOUNDS = rulesOf(
	'ц>ts [чћ]>ch [шщ]>sh ю>iu я>ia ß>ss æ>ae œ>oe [^a-z0-9]> ' + 'ye>e y>i d?zh|dj>j kh>h x>ks q|c(?!h)>k ph>f w>v',
);

/** Starts the number of a letter of another script, since no key has it otherwise. */
const OTHER_SCRIPT = 'x';

/**
 * Writes small letters of any script in `a-z` and `0-9`, so that names come out alike however they are spelled.
 *
 * @example toAscii('жээнбеков') // => 'jenbekov', as for 'zheenbekov' and 'jeenbekov'
 */
export function toAscii(letters: string): string {
	return letters
		.normalize('NFKD')
		.replace(RUN, (run) => (PLAIN.test(run) ? toSounds(run) : toNumber(run)))
		.replace(/([a-wyz])\1+/g, '$1');
}

const KNOWN = `a-z0-9чћшщцюяßæœъь${LETTERS}`;
const PLAIN = new RegExp(`^[${KNOWN}]`);
const RUN = new RegExp(`[${KNOWN}\\p{M}]+|.`, 'gsu');

function toSounds(run: string): string {
	return rewrite(swapLetters(run, LETTERS, KEYS), SOUNDS);
}

/** A letter of another script as its number, always of the same length. */
function toNumber(run: string): string {
	const code = run.codePointAt(0) ?? 0;
	return /[\p{L}\p{N}]/u.test(run) ? OTHER_SCRIPT + code.toString(36).padStart(4, '0') : '';
}
