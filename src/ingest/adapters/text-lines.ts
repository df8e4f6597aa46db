import { findDateText } from '#core/date.ts';
import { creditOf } from '#ingest/page/caption.ts';

/** What a line of a page dump is, told by its words alone. */
export type LineKind =
	| 'blank'
	| 'prose'
	| 'phrase'
	| 'label'
	| 'date'
	| 'credit'
	| 'byline'
	| 'related'
	| 'ending'
	| 'junk';

/** A line of a page dump. */
export interface Line {
	readonly text: string;
	readonly kind: LineKind;
	readonly words: number;
}

const RELATED =
	/^(читайте\s+(также|ещё|еще|по теме)|(материалы|новости|статьи)\s+по\s+теме|похожие\s+(новости|статьи)|(другие|последние|главные)\s+новости|ещ[её]\s+по\s+теме|дагы\s+окуңуз(дар)?|окшош\s+(жаңылыктар|макалалар)|ушул\s+тема\s+боюнча|(башка|акыркы|соңку)\s+жаңылыктар|related(\s+(articles|stories|news|posts|coverage|content|topics|links))?|(see|read)\s+(also|more|next)|more\s+(from|on|in|stories|news|like|about)\b.*|you\s+(may|might)\s+(also\s+)?like|recommended(\s+for\s+you)?|most\s+(read|popular|viewed)|popular|trending(\s+now)?|latest(\s+(news|stories))?|up\s+next|next\s+(story|article)|don.t\s+miss|sponsored(\s+(content|links))?|around\s+the\s+web)\s*[:.…»]*$/iu;
const ENDING =
	/^(ссылка\s+на\s+(новость|статью|материал|источник)|комментарии|комментировать|поделиться|теги|метки|ключевые\s+слова|пикирлер|комментарийлер|бөлүшүү|тегдер|шилтеме|если\s+вы\s+(нашли|заметили)\s+ошибку|нашли\s+ошибку|подпи(шитесь|сывайтесь)(?!\p{L}).*|при\s+использовании\s+материалов|все\s+права\s+защищены|бардык\s+укуктар|tags?|topics?|filed\s+under|comments?(\s*\(\d+\))?|leave\s+a\s+(comment|reply)|view\s+comments|join\s+the\s+conversation|add\s+a\s+comment|(log|sign)\s+in\s+to\s+comment|sign\s+up\b.*|subscribe\b.*|newsletter\b.*|follow\s+us\b.*|about\s+the\s+author|contact\s+us|copyright|all\s+rights\s+reserved|©|\(c\)\s|terms\s+of\s+(use|service)|privacy\s+policy|report\s+(a\s+)?(typo|error|correction))/iu;
const JUNK =
	/^(share(\s+(this|on|to|via|with)\b.*)?|tweet|facebook|twitter|linkedin|pinterest|reddit|whatsapp|telegram|viber|email|e-mail|print|copy\s+link|link\s+copied.*|save|close|advertisement.*|реклама|жарнама|на\s+правах\s+рекламы|поделиться.*|распечатать|версия\s+для\s+печати|menu|меню|search|поиск|издөө|home|главная|башкы\s+бет|log\s*in|sign\s*in|войти|кирүү|skip\s+to\b.*|continue\s+reading.*|(story|article)\s+continues\s+below.*|click\s+here.*|scroll\s+(down|for).*|read\s+more.*|watch\s*:.*|see\s+also\s*:.*|related\s*:.*|\[?(related|also\s+read|read\s+more|see\s+also|читайте\s+также)\s*:.*|load(ing)?(\s+more)?\.*|play(\s+video)?|image\s+\d+.*|\d+\s*\/\s*\d+|caption|фото\s+\d+|image\s+copyright.*|media\s+caption.*|getty\s+images.*|x|[^\p{L}\p{N}]*)$/iu;
const BYLINE =
	/^(?:[Bb]y|BY|[Аа]втор(?:ы|у)?|[Тт]екст|[Жж]азган)\s*[:—-]?\s+(?<name>\p{Lu}[\p{L}.'’-]+(?:\s+(?:and\s+|и\s+|жана\s+)?\p{Lu}[\p{L}.'’-]+){0,5})(?=$|\s*[,|/·•(@]|\s{2})/u;
const SOURCE =
	/(?<![\p{L}])(?:источник|булагы?|булак|source)\s*:?\s+(?<name>[\p{L}\d][\p{L}\d.-]*\.[a-z]{2,6}|«[^»]+»|\p{Lu}[\p{L}.-]+(?:\s\p{Lu}[\p{L}.-]+){0,3})/iu;

const SENTENCE_END = /[.!?…:;][»”"')\]]*$|[»”]$/u;

/** The lines of a dump with their kinds. */
export function readLines(text: string): Line[] {
	return text.split(/\r\n?|\n/).map((written) => {
		const line = written.replace(/[\s\u00a0]+/g, ' ').trim();
		const words = line === '' ? 0 : line.split(' ').length;
		return { text: line, words, kind: kindOf(line, words) };
	});
}

/** What a line without line breaks is. */
export function kindOf(line: string, words = line.split(' ').length): LineKind {
	if (line === '') return 'blank';
	if (line.length < 120) {
		if (RELATED.test(line)) return 'related';
		if (ENDING.test(line) && (words < 12 || !/[.!?]$/.test(line))) return 'ending';
		if (JUNK.test(line)) return 'junk';
		if (creditOf(line) !== undefined) return 'credit';
		if (bylineOf(line) !== undefined) return 'byline';
		if (findDateText(line) !== undefined && (words < 9 || /\d:\d\d/.test(line))) return 'date';
		if (sourceOf(line) !== undefined && words < 6) return 'byline';
	}
	const ends = SENTENCE_END.test(line);
	if ((ends && words >= 6) || (words >= 22 && /[.!?…][»”"]? /u.test(line))) return 'prose';
	return ends && words >= 2 ? 'phrase' : 'label';
}

/** The name in `By Anna Ivanova`, or undefined where the line says something else. */
export function bylineOf(line: string): string | undefined {
	return BYLINE.exec(line)?.groups?.['name'];
}

/** The outlet in `Источник akipress.kg`, or undefined where the line names none. */
export function sourceOf(line: string): string | undefined {
	return SOURCE.exec(line)?.groups?.['name']?.replace(/[«».]+$|^«/g, '');
}
