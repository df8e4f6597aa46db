import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '#catalog/documents.ts';
import { formatMarkdownFile } from '#catalog/frontmatter.ts';
import type { Article } from '#core/article.ts';
import { dayOf, localIso } from '#core/day.ts';
import { slugify } from '#core/slug.ts';
import { generator } from './random.ts';

/** Shape of the generated corpus; the same numbers make the same bytes. */
export interface CorpusOptions {
	/** Content folder to write into. */
	readonly contentDir: string;
	/** Articles of the whole corpus, the newest of them on the evening of 31 October 2026. */
	readonly articles: number;
}

const TOPICS = 12;
const TAGS = 300;
const SOURCES = 10;
const WORDS_A_BODY = 300;
const ARTICLES_A_DAY = 100;
const LAST_INSTANT = Date.UTC(2026, 9, 31, 12);
const DAY_MS = 86_400_000;
/** Words that a language of the corpus has, about as many as a year of a newspaper. */
const WORDS_A_LANGUAGE = 30_000;

/** The most frequent words of the three languages, by rank, and the sounds that the others are made of. */
const LANGUAGES: Readonly<Record<'ru' | 'ky' | 'en', { frequent: string; onsets: string; vowels: string }>> = {
	ru: {
		frequent:
			'в и на что по не с из для как о за к это от но до город республика река горы президент дорога школа погода рынок концерт матч ледник озеро учёные проект закон бюджет жители область встреча выставка книга язык история музей поезд больница урожай пастбище перевал',
		onsets: 'б в г д ж з к л м н п р с т ст пр ч ш',
		vowels: 'а о у е и я ы',
	},
	ky: {
		frequent:
			'жана бул үчүн менен деп бир эле ал бар да болгон шаар республика дарыя тоолор президент жол мектеп аба-ырайы базар концерт беттеш мөңгү көл окумуштуулар долбоор мыйзам бюджет тургундар облус жолугушуу көргөзмө китеп тил тарых музей поезд оорукана түшүм жайлоо ашуу',
		onsets: 'б г д ж к л м н ң п р с т ч ш з',
		vowels: 'а о у ө ү и ы э',
	},
	en: {
		frequent:
			'the of and to in a for is that on with as was by at from it city republic river mountains president road school weather market concert match glacier lake scientists project law budget residents region meeting exhibition book language history museum train hospital harvest pasture pass',
		onsets: 'b c d f g h l m n p r s t v st tr ch sh',
		vowels: 'a e i o u ea ou',
	},
};

/** Writes sources, topics and articles: ru 60, en 30, ky 10 %, a hundred a day. */
export function writeCorpus({ contentDir, articles }: CorpusOptions): void {
	for (let source = 0; source < SOURCES; source++)
		write(contentDir, `sources/source-${source}.yaml`, sourceFile(source));
	for (let topic = 0; topic < TOPICS; topic++) write(contentDir, `topics/topic-${topic}.yaml`, topicFile(topic));
	writeArticles({ contentDir, articles }, 0, articles);
}

/**
 * Writes the articles of a corpus from one index up to another. Those behind its last one appear after it, at the
 * same pace.
 *
 * @returns the path of each below the content folder.
 */
export function writeArticles(corpus: CorpusOptions, from: number, to: number): string[] {
	return Array.from({ length: to - from }, (_, at) => writeArticle(corpus, from + at));
}

function writeArticle({ contentDir, articles }: CorpusOptions, index: number): string {
	const random = generator(index + 1);
	const age = ((articles - 1 - index) / ARTICLES_A_DAY) * DAY_MS;
	const publishedAt = localIso(new Date(Math.floor((LAST_INSTANT - age) / 1000) * 1000).toISOString(), 'Asia/Bishkek');
	const lang = pickLanguage(random());
	const title = capitalize(`${words(lang, 7, random)} ${index}`);
	const id = base32(sha256(`article ${index}`));
	const day = dayOf(publishedAt, 'Asia/Bishkek').replaceAll('-', '/');
	const slug = slugify(title);
	const body = Array.from({ length: 5 }, () => capitalize(`${words(lang, WORDS_A_BODY / 5, random)}.`)).join('\n\n');
	const article: Article = {
		schema: 1,
		id,
		permalink: `/${lang}/${day}/${slug}-${id}/`,
		title,
		lang,
		source: `source-${zipf(SOURCES, random)}`,
		url: `https://source.example/${index}`,
		identity: [`https://source.example/${index}`],
		publishedAt,
		dateFrom: 'feed',
		firstSeenAt: publishedAt,
		authors: [],
		topics: [{ id: `topic-${zipf(TOPICS, random)}`, by: 'rule', evidence: ['generated'] }],
		tags: [`tag ${zipf(TAGS, random)}`, `tag ${zipf(TAGS, random)}`].filter((tag, at, all) => all.indexOf(tag) === at),
		excerpt: body.slice(0, 200),
		related: index < 5 ? [] : [{ id: base32(sha256(`article ${index - 5}`)), reason: 'topic', shared: [] }],
	};
	const path = `articles/${day}/${slug}-${id}.md`;
	write(contentDir, path, formatMarkdownFile(article, body));
	return path;
}

/** Sources from this one on, the rare ones, let feeds carry whole texts; most publishers want readers to come. */
const FIRST_FULL_FEED = 7;

function sourceFile(index: number): string {
	const feed = index < FIRST_FULL_FEED ? 'excerpt' : 'full';
	return [
		`name: Source ${index}`,
		'homepage: https://source.example/',
		'lang: ru',
		'timeZone: Asia/Bishkek',
		'enabled: true',
		'feeds: []',
		'follow: never',
		`rights: {text: full, images: none, searchEngines: true, ownSearch: true, feed: ${feed}, ai: allow, evidence: "https://source.example/terms"}`,
		'',
	].join('\n');
}

function topicFile(index: number): string {
	const label = `Topic ${index}`;
	return `labels: {ru: ${label}, ky: ${label}, en: ${label}}\norder: ${index}\nrules: {words: [generated]}\n`;
}

function pickLanguage(chance: number): 'ru' | 'en' | 'ky' {
	if (chance < 0.6) return 'ru';
	return chance < 0.9 ? 'en' : 'ky';
}

/** Words of a language, frequent ones often. */
export function words(lang: keyof typeof LANGUAGES, count: number, random: () => number): string {
	return Array.from({ length: count }, () => wordOf(lang, zipf(WORDS_A_LANGUAGE, random))).join(' ');
}

const vocabularies = new Map<string, string[]>();

/** The word of a rank. The first ones are real, the others are strings of syllables, longer the rarer they are. */
function wordOf(lang: keyof typeof LANGUAGES, rank: number): string {
	const { frequent, onsets, vowels } = LANGUAGES[lang];
	const known = vocabularies.get(lang) ?? frequent.split(' ');
	vocabularies.set(lang, known);
	const word = known[rank];
	if (word !== undefined) return word;
	const [first, second] = [onsets.split(' '), vowels.split(' ')];
	let made = '';
	for (let rest = rank; rest > 0; rest = Math.floor(rest / (first.length * second.length))) {
		made += (first[rest % first.length] ?? '') + (second[Math.floor(rest / first.length) % second.length] ?? '');
	}
	known[rank] = made;
	return made;
}

/** A rank from 0 to `count` − 1 whose probability falls with 1 / (rank + 1). */
function zipf(count: number, random: () => number): number {
	return Math.min(count - 1, Math.floor(count ** random()) - (count > 1 ? 1 : 0));
}

function capitalize(text: string): string {
	return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function base32(hex: string): string {
	const bits = BigInt(`0x${hex.slice(0, 13)}`)
		.toString(2)
		.padStart(52, '0');
	return Array.from(
		{ length: 10 },
		(_, at) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)],
	).join('');
}

function write(contentDir: string, path: string, text: string): void {
	const file = join(contentDir, path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
