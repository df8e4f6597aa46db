/** Kyrgyz and Russian letters, and the neighbours' letters that occur in names, in Latin. */
const LATIN: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'g',
	д: 'd',
	е: 'e',
	ё: 'yo',
	ж: 'zh',
	з: 'z',
	и: 'i',
	й: 'y',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	ң: 'ng',
	о: 'o',
	ө: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	у: 'u',
	ү: 'u',
	ф: 'f',
	х: 'kh',
	ц: 'ts',
	ч: 'ch',
	ш: 'sh',
	щ: 'shch',
	ъ: '',
	ы: 'y',
	ь: '',
	э: 'e',
	ю: 'yu',
	я: 'ya',
	ә: 'a',
	ғ: 'g',
	қ: 'k',
	ұ: 'u',
	һ: 'h',
	і: 'i',
	ў: 'o',
	ҳ: 'h',
	ҷ: 'j',
	ӣ: 'i',
	ӯ: 'u',
	ї: 'yi',
	є: 'ye',
	ґ: 'g',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ł: 'l',
	ı: 'i',
};

const MAX_LENGTH = 60;

/**
 * A text as lower-case ASCII words joined by hyphens, at most 60 characters, cut at a word.
 * Empty where nothing of the text has a Latin form.
 *
 * @example slugify('Бишкек шаары') // => 'bishkek-shaary'
 */
export function slugify(text: string): string {
	const latin = Array.from(text.normalize('NFC').toLowerCase(), (letter) => LATIN[letter] ?? letter)
		.join('')
		.normalize('NFKD')
		.replace(/[\u0300-\u036f'’ʼ`]/g, '');
	const words = latin.match(/[a-z0-9]+/g) ?? [];
	let slug = '';
	for (const word of words) {
		const longer = slug === '' ? word.slice(0, MAX_LENGTH) : `${slug}-${word}`;
		if (longer.length > MAX_LENGTH) break;
		slug = longer;
	}
	return slug;
}
