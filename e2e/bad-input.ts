import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { TestContent } from '#catalog/test-content.ts';
import { type Article, mediaPath, type Picture } from '#core/article.ts';

/** Articles of the busiest day. */
const BUSY_DAY = 500;
/** Days on which the odd articles appeared, and the busy one. */
const ODD_DAY = '2026-10-01';
export const BUSY = '2026-10-02';

/**
 * A site whose articles are as odd as the web's, by name: long and short titles, words without a break, many pictures
 * and none, a broken one, tables, code, quotes in several languages, text from right to left, many tags, no topic; a
 * busy day, and an edition in which nothing appeared.
 *
 * @returns paths of the odd articles by name
 */
export async function writeBadInput(content: TestContent): Promise<ReadonlyMap<string, string>> {
	content.write('topics/sport.yaml', 'labels: {ru: Спорт, ky: Спорт, en: Sport}\norder: 1\nrules: {words: [спорт]}\n');
	content.write('sources/long.yaml', LONG_SOURCE);
	writeBytes(content, mediaPath(BROKEN.original, 640), Buffer.from('this is no picture'));
	const pictures = await Promise.all(Array.from({ length: 20 }, (_, at) => writePicture(content, at)));
	const paths = new Map<string, string>();
	for (const [name, { body, ...fields }] of Object.entries(oddArticles(pictures))) {
		const id = name.toLowerCase().padEnd(10, 'x').slice(0, 10);
		const permalink = `/ru/${ODD_DAY.replaceAll('-', '/')}/x-${id}/`;
		content.writeArticle({ ...at(ODD_DAY, paths.size), id, permalink, topics: SPORT, ...fields }, body ?? PARAGRAPH);
		paths.set(name, permalink);
	}
	for (let number = 0; number < BUSY_DAY; number++) {
		const id = `busy${String(number)
			.padStart(6, '0')
			.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;
		const title = `Новость номер ${number}: ${WORDS.slice(0, 20 + ((number * 7) % 90))}`;
		content.writeArticle({ ...at(BUSY, number), id, title, source: number % 3 === 0 ? 'long' : 'press' });
	}
	return paths;
}

interface OddArticle extends Partial<Article> {
	readonly body?: string;
}

function oddArticles(pictures: readonly Picture[]): Record<string, OddArticle> {
	const [first] = pictures;
	const shown = pictures.map((picture) => `![${picture.alt}](/${mediaPath(picture.original, 640)})`).join('\n\n');
	return {
		longTitle: { title: WORDS.slice(0, 300), ...(first === undefined ? {} : { image: first }) },
		oneWord: { title: 'Да', excerpt: '' },
		longWord: {
			title: `О слове ${LONG_WORD}`,
			excerpt: LONG_WORD,
			body: `${LONG_WORD}\n\nhttps://example.org/${LONG_WORD}`,
		},
		manyPictures: { title: 'Двадцать снимков', pictures: [...pictures], body: shown },
		broken: { title: 'Снимок не открывается', image: BROKEN },
		tables: {
			title: 'Таблица и код',
			body: `${TABLE}\n\n\`\`\`\n${'x = y; '.repeat(60)}\n\`\`\`\n\nСлово \`${LONG_WORD}\`.`,
		},
		quotes: { title: 'Цитаты на трёх языках', body: QUOTES },
		rightToLeft: { title: 'Как пишется سلام عليكم и что это значит', body: RIGHT_TO_LEFT },
		manyTags: {
			title: 'Сорок тегов',
			tags: Array.from({ length: 40 }, (_, at) => `${WORDS.slice(at, at + 12).trim()} ${at}`),
		},
		noTopic: { title: 'Без темы', topics: [], source: 'long', authors: [`${LONG_WORD.slice(0, 190)}`] },
	};
}

function at(day: string, number: number): Pick<Article, 'publishedAt' | 'firstSeenAt'> {
	const time = `${String(8 + Math.floor(number / 60)).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}`;
	return { publishedAt: `${day}T${time}:00+06:00`, firstSeenAt: `${day}T${time}:00+06:00` };
}

async function writePicture(content: TestContent, number: number): Promise<Picture> {
	const [width, height] = number % 2 === 0 ? [640, 200] : [640, 1400];
	const original = number.toString(16).padStart(64, 'a');
	const background = { r: 20 + number * 10, g: 90, b: 120 };
	const bytes = await sharp({ create: { width, height, channels: 3, background } })
		.webp()
		.toBuffer();
	writeBytes(content, mediaPath(original, 640), bytes);
	return { original, widths: [640], width, height, alt: `Снимок ${number + 1}`, credit: 'press' };
}

const BROKEN: Picture = {
	original: 'b'.repeat(64),
	widths: [640],
	width: 640,
	height: 360,
	alt: 'Того, что на снимке, не видно',
	credit: 'press',
};

function writeBytes(content: TestContent, path: string, bytes: Uint8Array): void {
	const file = join(content.contentDir, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, bytes);
}

const SPORT: Article['topics'] = [{ id: 'sport', by: 'rule', evidence: ['спорт'] }];
const WORDS =
	'Правительство утвердило перечень водохозяйственных объектов и сроки берегоукрепительных работ на горных реках. '.repeat(
		4,
	);
const LONG_WORD = 'Непереводимосложносочинённогидроэлектростанционный'.repeat(5).slice(0, 200);
const PARAGRAPH = `${WORDS}\n\n${WORDS}`;

const LONG_SOURCE = `name: Общественно-политическая газета «${'Вестник берегоукрепления '.repeat(3).trim()}»
homepage: https://long.example/
lang: ru
timeZone: Asia/Bishkek
enabled: true
feeds: []
follow: never
rights: {text: excerpt, words: 60, images: none, searchEngines: true, ownSearch: true, feed: excerpt, ai: deny, evidence: "https://long.example/terms"}
`;

const COLUMNS = Array.from({ length: 14 }, (_, at) => `Показатель ${at}`);
const TABLE = [
	`| ${COLUMNS.join(' | ')} |`,
	`|${' --: |'.repeat(COLUMNS.length)}`,
	`| ${COLUMNS.map((_, at) => `${at * 1_234_567}`).join(' | ')} |`,
	`| ${COLUMNS.map(() => LONG_WORD.slice(0, 40)).join(' | ')} |`,
].join('\n');

const QUOTES = `${WORDS}

> «Вода уходит», — сказал он. «Что делать?» — „Ждать“.

> «Суу кетип жатат», — деди ал. Өлкөдө ө, ү жана ң тамгалары бар.

> “The water is leaving,” he said. ‘What is to be done?’

> > Цитата в цитате.

- пункт
  - пункт в пункте
    1. и ещё глубже`;

const RIGHT_TO_LEFT = `${WORDS}

قال الرئيس إن المياه تغادر الجبال، وإن 21 مارس هو يوم الأنهار الجليدية.

> שלום עולם: המים עוזבים את ההרים.

- سلام عليكم
- Русский пункт`;
