/**
 * Names of the months in the languages of Central Asia and their neighbours, and in the large languages of Europe, as patterns of
 * whole lower-case words without their endings, January first.
 */
const MONTHS = [
	'ene(?:ro)?|jan(?:uary|uar|eiro|vier)?|gen(?:naio)?|янв(?:ар[ьяеи]?)?|yanvar|qantar|қаңтар|үчтүн айы|ocak|січ(?:ень|ня)?|stycz(?:eń|nia)',
	'fév(?:rier)?|febbraio|febrero|fevereiro|feb(?:r(?:uary|uar)?)?|фев(?:р(?:ал[ьяеи]?)?)?|fevral|ақпан|бирдин айы|şubat|лют(?:ий|ого)?|luty|lutego',
	'mar(?:ch|zo|ço|s|t)?|märz|мар(?:т[аеыи]?)?|наурыз|жалган куран|берез(?:ень|ня)|marzec|marca',
	'abr(?:il)?|avr(?:il)?|apr(?:il(?:e)?|el)?|апр(?:ел[ьяеи]?)?|aprel|сәуір|чын куран|nisan|квіт(?:ень|ня)|kwie(?:cień|tnia)',
	'ma[iy]o?|maggio|mag|ма[йяе]и?|mamyr|мамыр|бугу|may[ıi]s|трав(?:ень|ня)|maja?',
	'jun[ei]?|junho|junio|juin|giu(?:gno)?|июн[ьяеи]?|iyun|маусым|кулжа|haziran|черв(?:ень|ня)|czerw(?:iec|ca)',
	'jul[iy]?|julho|julio|juil(?:let)?|lug(?:lio)?|июл[ьяеи]?|iyul|шілде|теке|temmuz|лип(?:ень|ня)|lip(?:iec|ca)',
	'ago(?:sto)?|aug(?:ust)?|août|авг(?:уст[аеи]?)?|avgust|тамыз|баш оона|ağustos|серп(?:ень|ня)|sierp(?:ień|nia)',
	'set(?:tembre|embro)?|sept?(?:ember|embre|tiembre|iembre)?|сент?(?:ябр[ьяеи]?)?|sent[ay]+br|қыркүйек|аяк оона|eylül|верес(?:ень|ня)|wrze(?:sień|śnia)',
	'ott(?:obre)?|out(?:ubro)?|oct(?:ober|obre|ubre)?|okt(?:ober)?|окт(?:ябр[ьяеи]?)?|okt[ay]+br|қазан|тогуздун айы|ekim|жовт(?:ень|ня)|październik(?:a)?',
	'nov(?:ember|embre|iembre|embro)?|ноя(?:б(?:р[ьяеи]?)?)?|noyabr|қараша|жетинин айы|kas[ıi]m|листопада?|listopada?',
	'dez(?:ember|embro)?|dic(?:iembre|embre)?|déc(?:embre)?|dec(?:ember)?|дек(?:абр[ьяеи]?)?|dekabr|желтоқсан|бештин айы|aral[ıi]k|груд(?:ень|ня)|grud(?:zień|nia)',
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
