import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decodeText } from '#ingest/input/decode.ts';
import { extractArticle } from './extract.ts';

const DATA = join(process.env['JARCHY_DATA'] ?? '../shared/data', 'extract');
const URL = 'https://news.example/2021/07/29/lake';
const EN = 'The lake lies at three thousand metres, and only herders live there, from June until the first snow falls.';
const RU = 'Озеро лежит на высоте трёх тысяч метров, и живут там одни чабаны, с июня до первого осеннего снега.';
const KY = 'Көл үч миң метр бийиктикте жатат, ал жерде июндан биринчи карга чейин чабандар гана жашайт.';
const MENU =
	'<nav><a href="/">Home</a> <a href="/politics">Politics</a> <a href="/sport">Sport</a></nav><footer>© 2021 Example News. All rights reserved. Terms of use. Privacy policy.</footer>';

function codeOf(title: string, body: string, head = ''): string {
	const html = `<!doctype html><html><head><title>${title}</title>${head}</head><body>${MENU}${body}</body></html>`;
	const result = extractArticle(html, { url: URL });
	return result.ok ? 'article' : result.error.code;
}

const text = (sentence: string, times = 10) => `<p>${sentence}</p>`.repeat(times);
const headlines = Array.from(
	{ length: 12 },
	(_, n) => `<p><a href="/${n}">Жаңылык ${n}: көл жээгинде эмне болду</a> Кыскача баяндама.</p>`,
).join('');
const buttons = '<button>Accept all</button><button>Reject all</button><button>Manage options</button>';

describe('a page in the place of an article is told for what it is', () => {
	test.each([
		['404 Not Found', '<center><h1>404 Not Found</h1></center><hr><center>nginx</center>'],
		['Page not found - Example News', `<h1>Page not found</h1><p>The page you are looking for has been moved.</p>`],
		['Страница не найдена — Пример', `<h1>Страница не найдена</h1><p>Возможно, она удалена.</p>${text(RU, 2)}`],
		['Пример: новости', `<h2>404</h2><p>К сожалению, такой страницы не существует. Вернитесь на главную.</p>`],
		['Барак табылган жок | Мисал', `<h1>Барак табылган жок</h1><h3>Акыркы жаңылыктар</h3>${headlines}`],
		['Ката 404', '<p>Сиз издеген барак жок же өчүрүлгөн.</p>'],
		[
			'Access Denied',
			'<h1>Access Denied</h1>You don\'t have permission to access "/news" on this server. Reference #18.2f',
		],
		['Доступ запрещён', '<h1>Доступ запрещён</h1><p>Ваш IP-адрес заблокирован. Обратитесь к администратору сайта.</p>'],
		[
			'Just a moment...',
			'<div id="challenge-error-text">Enable JavaScript and cookies to continue</div><p>news.example needs to review the security of your connection before proceeding.</p>',
		],
		[
			'Attention Required! | Cloudflare',
			`<div id="cf-wrapper"><h1>Sorry, you have been blocked</h1><p>You are unable to access news.example. ${EN}</p></div>`,
		],
		['503 Service Temporarily Unavailable', '<h1>503 Service Temporarily Unavailable</h1>'],
		['Example', `<p>Извините, ведутся технические работы</p><h1>Технические работы</h1><p>${RU}</p>`],
	])('an error: %s', (title, body) => {
		expect(codeOf(title, body)).toBe('PAGE_IS_ERROR');
	});

	test.each([
		[
			'Before you continue to Example',
			`<h1>Before you continue</h1><p>We and our partners use cookies and data to deliver and measure ads, to personalise content with your consent, and to protect against abuse.</p><p>If you choose to accept all, we will also use cookies for personalized content; see our privacy policy.</p>${buttons}`,
		],
		[
			'The lake in winter',
			`<div><h2>We value your privacy</h2><p>We and our 842 partners store and/or access information on a device, such as cookies, and process personal data for personalised ads and content.</p><p>With your consent we may use precise geolocation data. You may refuse to consent or manage your privacy choices at any time.</p>${buttons}</div>`,
		],
		[
			'Согласие на обработку данных',
			'<h1>Мы используем файлы cookie</h1><p>Продолжая, вы даёте согласие на использование файлов cookie и обработку персональных данных нашими партнёрами.</p><p>Подробнее в политике конфиденциальности и в настройках cookie.</p><button>Принять</button>',
		],
		[
			'Мисал',
			'<h1>Биз cookie колдонобуз</h1><p>Сайт cookie файлдарын жана жеке маалыматты сиздин макулдугуңуз менен гана колдонот, купуялык саясатын окуп чыгыңыз.</p><p>Cookie файлдарын каалаган убакта өчүрсө болот.</p><button>Кабыл алам</button>',
		],
	])('a request for consent: %s', (title, body) => {
		expect(codeOf(title, body)).toBe('PAGE_IS_CONSENT');
	});

	test.each([
		['The lake', EN, 'Subscribe to continue reading. Already a subscriber? Log in.'],
		['The lake in winter', EN, 'This article is for subscribers only.'],
		['Озеро зимой', RU, 'Чтобы прочитать статью полностью, оформите подписку.'],
		['Озеро', RU, 'Материал доступен только подписчикам.'],
		['Көл кышында', KY, 'Макаланы толук окуу үчүн жазылыңыз.'],
		['Көл', KY, 'Бул макала жазылуучулар үчүн гана.'],
	])('a paywall by its words: %s', (title, sentence, offer) => {
		const wall = `<div class="paywall"><h3>${offer}</h3><a href="/subscribe">…</a></div>`;
		expect(codeOf(title, `<article><h1>${title}</h1>${text(sentence, 3)}${wall}</article>`)).toBe('PAGE_IS_PAYWALLED');
	});

	test('a paywall by its data', () => {
		const data = {
			'@type': 'NewsArticle',
			headline: 'The lake',
			isAccessibleForFree: 'False',
			datePublished: '2021-07-29',
		};
		const head = `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
		expect(codeOf('The lake', `<article><h1>The lake</h1>${text(EN, 3)}</article>`, head)).toBe('PAGE_IS_PAYWALLED');
		// The whole text is there, whoever may read it at the source.
		expect(codeOf('The lake', `<article><h1>The lake</h1>${text(EN, 30)}</article>`, head)).toBe('article');
	});

	test('a page without a text', () => {
		const html =
			'<!doctype html><title>Example</title><div id="root"></div><script>start()</script><noscript>Enable scripts.</noscript>';
		const result = extractArticle(html, { url: URL });
		expect(!result.ok && result.error.code).toBe('PAGE_IS_EMPTY');
	});
});

describe('an article about such pages is an article', () => {
	const dated =
		'<meta property="og:type" content="article"><meta property="article:published_time" content="2021-07-29">';
	test.each([
		[
			'404',
			`<article><h1>404</h1>${text('The group 404 played at the lake, and the page not found became its song.', 14)}</article>`,
		],
		[
			'Access denied',
			`<article><h1>Access denied</h1>${text(`Reporters wrote that access was denied to the lake. ${EN}`)}</article>`,
		],
		[
			'Why cookie banners fail',
			`<article><h1>Why cookie banners fail</h1>${text('Consent to cookies is asked on every page, and privacy is no better for it.')}</article>${buttons}`,
		],
		[
			'Сайты переходят на платный доступ',
			`<article><h1>Сайты переходят на платный доступ</h1>${text('Чтобы прочитать материал полностью, читателю предлагают оформить подписку.', 8)}</article>`,
		],
		[
			'Cookie жөнүндө мыйзам',
			`<article><h1>Cookie жөнүндө мыйзам</h1>${text('Сайттар cookie файлдарын колдонуучунун макулдугу менен гана сактайт.')}</article><button>Кабыл алам</button>`,
		],
	])('%s', (title, body) => {
		expect(codeOf(title, body, dated)).toBe('article');
	});

	test('where a banner about cookies or a newsletter stands beside it', () => {
		const banner = `<div class="cookie-banner"><p>We use cookies. See our privacy policy.</p>${buttons}</div>`;
		const letter =
			'<div class="subscribe"><p>Subscribe to our newsletter to read the best of the week.</p><button>OK</button></div>';
		expect(codeOf('The lake', `<article><h1>The lake</h1>${text(EN, 4)}</article>${banner}${letter}`)).toBe('article');
	});
});

test.skipIf(!existsSync(DATA))(
	'takes no real article for such a page (skipped where JARCHY_DATA is absent)',
	{ timeout: 120_000 },
	() => {
		const files = ['scrapinghub', 'wcxb'].flatMap((set) =>
			readdirSync(join(DATA, set)).map((name) => join(DATA, set, name)),
		);
		const codes = files.map((file) => {
			const result = extractArticle(decodeText(gunzipSync(readFileSync(file))).text, { url: URL });
			return result.ok ? 'article' : result.error.code;
		});
		expect(codes.filter((code) => code !== 'article' && code !== 'PAGE_WITHOUT_ARTICLE')).toEqual([]);
	},
);
