import type { LinkedData } from './json-ld.ts';
import { lineIn, metas } from './page-elements.ts';
import type { Document } from './tree/document.ts';

/** Pages that stand in an article's place. */
export type PageKind = 'PAGE_IS_ERROR' | 'PAGE_IS_CONSENT' | 'PAGE_IS_PAYWALLED' | 'PAGE_IS_EMPTY';

/** What a page shows besides its text; the search for the text takes the page apart, so this is read before. */
export interface PageSigns {
	/** Length of all text there is. */
	readonly length: number;
	/** Title, its parts and headlines, one of which names what kind of page it is. */
	readonly names: readonly string[];
	/** Whether an element belongs to a check of the browser. */
	readonly isChallenge: boolean;
	/** Whether the page's data says that reading costs. */
	readonly isPaid: boolean;
	/** Whether a box asks to subscribe for the rest. */
	readonly hasOffer: boolean;
	/** Whether consent is spoken of and something can be pressed to agree. */
	readonly hasConsentControl: boolean;
	/** The beginning of all text. */
	readonly start: string;
}

/** Text of which nobody doubts that it is an article's. */
const ARTICLE_LENGTH = 800;
/** The visible part of an article that costs is shorter. */
const MAX_TEASER = 1500;
/** Where the page itself says that reading costs. */
const MAX_PAID_TEASER = 2000;
const EMPTY_LENGTH = 60;
const MAX_OFFER = 600;
const MAX_ELEMENTS = 3000;

const ERROR_NAME =
	/^(?:(?:http )?(?:error|ошибка|ката)?[ :№#–-]*(?:40[0134]|410|429|451|50[0234]|52\d)(?:[ :.–—-]+(?:error|ошибка|ката|not found|forbidden|unauthorized|gone|too many requests|internal server error|bad gateway|service (?:temporarily )?unavailable|gateway time-?out|(?:page|file) not found|страница не найдена|не найдено|доступ запрещ[её]н|барак(?:ча)? табылган жок))*|(?:oops|упс|whoops|sorry|извините|кечиресиз)?[ ,!.:–—-]*(?:(?:the )?(?:page|file|article|url|content|resource)(?: you(?:’re|'re| are| were| have)? (?:looking for|requested))? (?:(?:was |is |could |can )?(?:not (?:be )?(?:found|available)|missing|no longer (?:available|exists)|does ?n[o’']t exist|can[’']?t be found|cannot be found))|not found|nothing (?:was )?found|(?:запрашиваемая |запрошенная |такая |эта )?(?:страница|новость|статья|публикация) (?:не найдена|не существует|удалена|недоступна)|такой страницы (?:нет|не существует)|ничего не найдено|(?:мындай |сиз издеген |суралган )?(?:барак(?:ча)?|бет|макала|жаңылык) (?:табылган жок|табылбады|жок|өчүрүлгөн))|access (?:to this page )?(?:has been )?(?:denied|blocked|restricted)|(?:you have been |you are |your request (?:has been|was) )?(?:blocked|forbidden)|доступ (?:к (?:сайту|странице) )?(?:запрещ[её]н|ограничен|закрыт|заблокирован)|кирүүгө (?:тыюу салынган|уруксат жок|болбойт)|attention required!?|just a moment|(?:please )?wait(?:ing)?\b.{0,20}|один момент|подождите|күтө туруңуз|are you (?:a )?(?:human|robot)|(?:please )?verify (?:that )?you are (?:a )?human|(?:checking|проверка) (?:your )?(?:browser|браузера).{0,40}|ddos-?guard|security check|captcha|robot check|pardon our interruption|request (?:rejected|blocked)|internal server error|внутренняя ошибка(?: сервера)?|server error|(?:сайт|сервис|service) (?:временно )?(?:temporarily )?(?:unavailable|недоступен)|сайт убактылуу иштебейт|(?:under|scheduled|site) (?:construction|maintenance)|технические работы|website (?:is )?(?:offline|down)|something went wrong|что-то пошло не так|бир жерден ката кетти)[ .!…)(:]*$/iu;
const ERROR_TEXT =
	/(?:the )?(?:page|url|article) you (?:are looking for|requested|were looking for|have requested) (?:was not found|could not be found|cannot be found|does ?n[o’']t exist|is no longer|has been (?:moved|removed|deleted)|might have been)|we (?:couldn|can)[’']?t find (?:the|that) page|you don[’']t have permission to access|access to this (?:page|resource|site) (?:has been|is) denied|enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser before accessing)|verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic from your|запрашиваем\p{L}+ (?:вами )?страниц\p{L} (?:не найден|не существует|была удалена|отсутствует)|страница,? котор\p{L}+ вы (?:ищете|запрашиваете|запросили)|к сожалению,? (?:такой |запрашиваемой )?страниц\p{L} (?:не|нет)|ваш ip(?:-адрес)? (?:был )?заблокирован|проверяем ваш браузер|подтвердите,? что вы (?:не робот|человек)|сиз издеген (?:барак(?:ча)?|бет|макала)|(?:барак(?:ча)?|бет) табылган жок|робот эмес(?:сизби|тигиңизди)/iu;
const CHALLENGE =
	'#challenge-form, #challenge-running, #challenge-error-text, #cf-wrapper, #cf-error-details, .cf-error-details, .cf-browser-verification, .g-recaptcha-challenge, #px-captcha, #ddg-captcha, [class*="ddos-guard" i]';

const CONSENT_NAME =
	/^(?:before you continue(?: to .{1,40})?|прежде чем (?:перейти|продолжить).{0,60}|улантуудан мурун.{0,40}|we (?:value|care about|respect) your privacy|your privacy (?:matters|choices|is important.{0,20})|мы (?:ценим|заботимся о|уважаем) ваш\p{L}* (?:конфиденциальност\p{L}|приватност\p{L})|(?:manage |your )?(?:cookie|privacy|consent|gdpr) ?(?:consent|settings|preferences|notice|choices|wall|setting)?|(?:настройки|согласие|использование)[^.]{0,20}(?:cookies?|куки|файлов cookie)|cookies?(?: файлдары)?|(?:биз )?(?:cookie|куки).{0,30}колдон\p{L}+|согласие на обработку.{0,40}|купуялык.{0,40}|(?:we|this site|мы|биз).{0,20}(?:use|использу\p{L}+|колдон\p{L}+).{0,12}(?:cookies?|куки).{0,20})[ .!…]*$/iu;
const CONSENT_TEXT =
	/cookies?(?!\p{L})|(?<!\p{L})(?:куки|файл\p{L}* cookie)|consent|согласи[еяю]|макул(?:дук)?|privacy|конфиденциальн|персональн\p{L}+ данн|купуялык|personali[sz]ed (?:ads|content)|our (?:\d+ )?partners|наш\p{L}+ партн[её]р|gdpr|device identifiers|store and\/or access/iu;
const CONSENT_WORDS = new RegExp(CONSENT_TEXT, 'giu');
const CONSENT_CONTROL =
	/^(?:i )?(?:accept|agree|consent|allow|reject|decline|принять|принимаю|согласен|согласиться|отклонить|отказаться|разрешить|кабыл алам|кабыл алуу|макулмун|баш тартуу|ok|got it|manage (?:options|preferences|cookies)|настроить)(?:\s.{0,30})?$/iu;

const OFFER =
	/(?:subscribe|sign up|sign in|register|log ?in|join|become a (?:member|subscriber)|create (?:a free |an )?account|upgrade)[^.!?]{0,60}(?:to|and|for) (?:continue|keep) reading|(?:subscribe|sign up|register|log ?in|join|upgrade)[^.!?]{0,40}to (?:read|unlock|access|view) (?:the (?:full|rest|whole|entire)|this|full)|to (?:continue reading|read the (?:full|rest)|unlock this)|(?:article|content|story|post|section|page) is (?:only |exclusively |reserved )?(?:available )?(?:only )?(?:for|to) (?:our |paid |paying |premium )*(?:subscribers|members)|(?:for|to) (?:paid |paying |premium )?(?:subscribers|members) only|subscriber[- ]only|you(?:[’']ve| have) (?:reached|read|used)[^.!?]{0,40}(?:free articles|article limit|limit)|чтобы (?:читать|продолжить|прочитать|дочитать|получить доступ)[^.!?]{0,80}(?:подпи|оформите|войдите|зарегистр|авториз|купите)|(?:оформите|купите|приобретите) (?:\p{L}+ )?подписк|(?:материал|статья|текст|продолжение|публикация|полная версия|содержимое)[^.!?]{0,40}(?:только )?(?:для подписчиков|подписчикам|по подписке|зарегистрированным)|только (?:для|по) подпис|остал\p{L}+ часть (?:статьи|материала|текста)|толук(?:у менен)? окуу үчүн|окууну улантуу үчүн|жазылуучулар(?:га| үчүн) гана|жазылуу аркылуу гана/iu;
const OFFER_PLACE =
	/paywall|pay-wall|regwall|wall|premium|subscri|locked|lock|gate|piano|metered|meter|offer|podpisk|teaser-end/i;

/** Reads the signs by which {@link findPageKind} tells pages that are no article. */
export function readPageSigns(document: Document, data: LinkedData): PageSigns {
	const { body } = document;
	const whole = lineIn(body, 100_000);
	const start = whole.slice(0, 3000);
	const title = lineIn(document.querySelector('title'), 300);
	const headlines = [...document.querySelectorAll('h1, h2')].slice(0, 5).map((heading) => lineIn(heading, 300));
	return {
		length: whole.length,
		start,
		names: [title, ...title.split(/\s+[|»·•–—-]\s+|\s*[|:]\s+/), ...headlines].filter((name) => name !== ''),
		isChallenge: document.querySelector(CHALLENGE) !== null,
		isPaid: isFalse(data['isAccessibleForFree']) || metas(document, ['article:content_tier']).includes('locked'),
		hasOffer: OFFER.test(whole) && hasOffer(document),
		hasConsentControl: hasConsentControl(document, start),
	};
}

/**
 * What a page is where it is no article: told by what it calls itself and by how little text there is, so that an
 * article about such pages is never taken for one.
 *
 * @param text the text that would be published
 */
export function findPageKind(
	signs: PageSigns,
	{ paragraphs, isDeclared }: { paragraphs: readonly string[]; isDeclared: boolean },
): PageKind | undefined {
	const length = paragraphs.reduce((sum, line) => sum + line.length, 0);
	const isLong = length >= ARTICLE_LENGTH;
	if (isError(signs, isLong, isDeclared)) return 'PAGE_IS_ERROR';
	if (isConsent(signs, paragraphs)) return 'PAGE_IS_CONSENT';
	const isCut = signs.isPaid ? length < MAX_PAID_TEASER : signs.hasOffer && length < MAX_TEASER;
	if (isCut) return 'PAGE_IS_PAYWALLED';
	return signs.length < EMPTY_LENGTH && length < EMPTY_LENGTH ? 'PAGE_IS_EMPTY' : undefined;
}

function isError({ names, isChallenge, start, length }: PageSigns, isLong: boolean, isDeclared: boolean): boolean {
	if (isChallenge && !isLong) return true;
	const isNamed = names.some((name) => ERROR_NAME.test(name));
	// News beside the message may be long; only what is declared an article may bear such a headline.
	if (isNamed) return !(isLong && isDeclared);
	return !(isLong || isDeclared) && length < 2000 && ERROR_TEXT.test(start);
}

function isConsent({ names, hasConsentControl }: PageSigns, paragraphs: readonly string[]): boolean {
	const isNamed = names.some((name) => CONSENT_NAME.test(name));
	const others = paragraphs.filter((line) => !CONSENT_TEXT.test(line));
	const rest = others.reduce((sum, line) => sum + line.length, 0);
	if (!isNamed && names.some((name) => CONSENT_TEXT.test(name))) return false;
	return hasConsentControl && rest < (isNamed ? ARTICLE_LENGTH : 200);
}

function hasConsentControl(document: Document, start: string): boolean {
	if ((start.match(CONSENT_WORDS)?.length ?? 0) < 3) return false;
	return [...document.querySelectorAll('button, a, input[type="submit"], [role="button"]')]
		.slice(0, MAX_ELEMENTS)
		.some((control) => CONSENT_CONTROL.test(lineIn(control, 60) || (control.getAttribute('value') ?? '')));
}

function hasOffer(document: Document): boolean {
	return [...document.querySelectorAll('div, section, p, aside, h2, h3, h4, span')]
		.slice(0, MAX_ELEMENTS)
		.some((element) => {
			const line = lineIn(element, MAX_OFFER + 50);
			if (line.length > MAX_OFFER || !OFFER.test(line) || element.closest('nav, header, footer') !== null) return false;
			const isPlace = [element, element.parentElement, element.parentElement?.parentElement].some((place) =>
				OFFER_PLACE.test(`${place?.className ?? ''} ${place?.id ?? ''}`),
			);
			return isPlace || element.querySelector('button, a[href], input') !== null;
		});
}

function isFalse(value: unknown): boolean {
	return value === false || (typeof value === 'string' && /^(https?:\/\/schema\.org\/)?false$/i.test(value));
}
