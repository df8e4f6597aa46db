/**
 * Names of the months in English, Russian, Kyrgyz, Kazakh, Tajik and Uzbek, and short in the large languages of Europe, as patterns of whole lower-case words,
 * January first.
 */
const MONTHS = [
	'ene|jan(?:uary)?|янв(?:ар[ьяе]?)?|yanvar|qantar|қаңтар|үчтүн айы',
	'fév|feb(?:r(?:uary)?)?|фев(?:р(?:ал[ьяе]?)?)?|fevral|ақпан|бирдин айы',
	'mar(?:ch|t)?|мар(?:т[аеы]?)?|наурыз|жалган куран',
	'abr|apr(?:il|el)?|апр(?:ел[ьяе]?)?|aprel|сәуір|чын куран',
	'ma[iy]|ма[йяе]|mamyr|мамыр|бугу',
	'june?|июн[ьяе]?|iyun|маусым|кулжа',
	'july?|июл[ьяе]?|iyul|шілде|теке',
	'ago|aug(?:ust)?|авг(?:уст[ае]?)?|avgust|тамыз|баш оона',
	'set|sept?(?:ember)?|сент?(?:ябр[ьяе]?)?|sent[ay]+br|қыркүйек|аяк оона',
	'out|oct(?:ober)?|окт(?:ябр[ьяе]?)?|okt[ay]+br|қазан|тогуздун айы',
	'nov(?:ember)?|ноя(?:б(?:р[ьяе]?)?)?|noyabr|қараша|жетинин айы',
	'dez|dic|dec(?:ember)?|дек(?:абр[ьяе]?)?|dekabr|желтоқсан|бештин айы',
];

/** One pattern for the name of any month. */
export const MONTH_NAME = MONTHS.join('|');

const NUMBERED = MONTHS.map((names) => new RegExp(`^(?:${names})$`, 'u'));

/**
 * Number of a month from 1, by its name in lower case.
 *
 * @example monthNumber('июля') // => 7
 */
export function monthNumber(name: string): number | undefined {
	const index = NUMBERED.findIndex((pattern) => pattern.test(name));
	return index === -1 ? undefined : index + 1;
}
