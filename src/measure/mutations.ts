import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { getArticleDocument } from '#catalog/documents.ts';
import { formatMarkdownFile } from '#catalog/frontmatter.ts';
import { type Article, mediaPath } from '#core/article.ts';
import { dayOf, localIso } from '#core/day.ts';
import { generator } from './random.ts';

const ZONE = 'Asia/Bishkek';
const DAY_MS = 86_400_000;
const SOURCES = ['azattyk', 'bulletin', 'chronicle'];
const TOPICS = ['culture', 'economy', 'sport'];
const TAGS = ['Ош', 'ош', 'Ысык-Көл', 'ЮНЕСКО', 'budget', 'Budget', '北京'];
const LANGS = ['ru', 'ru', 'ru', 'ky', 'en', 'de'];
const SEARCHES = ['lakes', 'bridges', 'of-late'];
const WORDS = 'озеро мост школа бюджет матч урожай көл жол шаар lake bridge school budget match harvest'.split(' ');

/** A content folder that is changed step by step, at random but the same for the same seed. */
export interface ChangingContent {
	/** Changes something as a person or an ingest run would; says what, in words. */
	change(): string;
	/** Articles there are. */
	count(): number;
}

/** A way to change a content folder; `undefined` where there is nothing to change so. */
type Change = (content: Content) => string | undefined;

/** Writes a small content folder with everything that a site can have, in `contentDir`, and lets it be changed. */
export function makeChangingContent(contentDir: string, seed: number, articles: number): ChangingContent {
	const content = new Content(contentDir, generator(seed));
	for (const source of SOURCES) content.writeSource(source);
	for (const topic of TOPICS) content.writeTopic(topic);
	for (const search of SEARCHES) content.writeSearch(search);
	for (const lang of ['ru', 'ky', 'en']) content.writePage(lang, 'about');
	content.writeNotice();
	for (let index = 0; index < articles; index++) content.addArticle(content.integer(900));
	return {
		change() {
			for (;;) {
				const change = content.pick(CHANGES);
				const said = change(content);
				if (said !== undefined) return said;
			}
		},
		count: () => content.articles().length,
	};
}

const CHANGES: readonly Change[] = [
	(content) => `added ${content.addArticle(0)}`,
	(content) => `added ${[1, 2, 3].map(() => content.addArticle(0)).join(', ')}`,
	(content) => `added ${content.addArticle(-content.integer(12))} of a later day`,
	(content) => `added ${content.addArticle(content.integer(900))} late`,
	(content) =>
		content.edit('body', (article, body) => ({ article, body: `${body}\n\nUpdate ${content.integer(1e6)}.` })),
	(content) => content.edit('title', (article) => ({ article: { ...article, title: content.words(5) } })),
	(content) => content.edit('date', (article) => ({ article: { ...article, ...content.dates(content.integer(900)) } })),
	(content) => content.edit('hour', (article) => ({ article: { ...article, publishedAt: content.nearTo(article) } })),
	(content) => content.edit('tags', (article) => ({ article: { ...article, tags: content.tags() } })),
	(content) => content.edit('topics', (article) => ({ article: { ...article, topics: content.topics() } })),
	(content) => content.edit('source', (article) => ({ article: { ...article, source: content.pick(SOURCES) } })),
	(content) => content.edit('related', (article) => ({ article: { ...article, related: content.related() } })),
	(content) => content.edit('original', (article) => ({ article: content.withOriginal(article) })),
	(content) => content.edit('picture', (article) => ({ article: content.withPicture(article) })),
	(content) => content.edit('excerpt', (article) => ({ article: { ...article, excerpt: content.words(12) } })),
	(content) => content.removeArticle(),
	(content) => content.removeArticle(),
	(content) => content.moveArticle(),
	(content) => `changed source ${content.writeSource(content.pick(SOURCES))}`,
	(content) => content.removeSource(),
	(content) => `changed topic ${content.writeTopic(content.pick(TOPICS))}`,
	(content) => content.removeTopic(),
	(content) =>
		`changed page ${content.writePage(content.pick(['ru', 'ky', 'en']), content.pick(['about', 'agreement']))}`,
	(content) => `wrote notice ${content.writeNotice()}`,
	(content) => content.removeNotice(),
	(content) => `wrote search ${content.writeSearch(content.pick(SEARCHES))}`,
	(content) => content.removeSearch(),
];

class Content {
	readonly #dir: string;
	readonly #random: () => number;
	#made = 0;
	/** The day of the newest article, in milliseconds since 1970. */
	#today = Date.UTC(2026, 9, 18, 6);

	constructor(dir: string, random: () => number) {
		this.#dir = dir;
		this.#random = random;
	}

	integer(below: number): number {
		return Math.floor(this.#random() * below);
	}

	pick<T>(items: readonly T[]): T {
		const item = items[this.integer(items.length)];
		if (item === undefined) throw new Error('There is nothing to pick from.');
		return item;
	}

	words(count: number): string {
		return Array.from({ length: count }, () => this.pick(WORDS)).join(' ');
	}

	tags(): string[] {
		return [...new Set(Array.from({ length: this.integer(3) }, () => this.pick(TAGS)))];
	}

	topics(): Article['topics'] {
		return this.integer(4) === 0 ? [] : [{ id: this.pick(TOPICS), by: 'rule', evidence: ['озеро'] }];
	}

	related(): Article['related'] {
		const others = this.articles();
		if (others.length === 0) return [];
		return Array.from({ length: this.integer(3) }, () => ({
			id: idOf(this.pick(others)),
			reason: this.pick(['story', 'tags', 'words'] as const),
			shared: ['озеро'],
		}));
	}

	/** When an article of so many days before the newest one appeared, and was first seen. */
	dates(age: number): Pick<Article, 'publishedAt' | 'firstSeenAt'> {
		if (age < 0) this.#today -= age * DAY_MS;
		const at = this.#today - Math.max(0, age) * DAY_MS - this.integer(DAY_MS / 2);
		const instant = localIso(new Date(at).toISOString(), ZONE);
		return {
			publishedAt: instant,
			firstSeenAt: age > 30 ? localIso(new Date(this.#today).toISOString(), ZONE) : instant,
		};
	}

	/** An hour or so beside an article's own. */
	nearTo({ publishedAt }: Article): string {
		return localIso(new Date(Date.parse(publishedAt) + (this.integer(7) - 3) * 3_600_000).toISOString(), ZONE);
	}

	withOriginal(article: Article): Article {
		const { reprintOf, ...own } = article;
		const others = this.articles()
			.map(idOf)
			.filter((id) => id < article.id);
		return reprintOf !== undefined || others.length === 0 ? own : { ...own, reprintOf: this.pick(others) };
	}

	withPicture(article: Article): Article {
		const { image, ...own } = article;
		if (image !== undefined) return own;
		const original = String(this.integer(4)).padStart(64, 'ab');
		this.#write(mediaPath(original, 640), `not a picture, but ${original}`);
		return { ...own, image: { original, widths: [640], width: 640, height: 400, alt: '', credit: 'Press' } };
	}

	addArticle(age: number): string {
		this.#made += 1;
		const id = String(this.#made)
			.padStart(10, '0')
			.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
		const lang = this.pick(LANGS);
		const when = this.dates(age);
		const folder = dayOf(when.publishedAt, ZONE).replaceAll('-', '/');
		const article: Article = {
			schema: 1,
			id,
			permalink: `/${lang}/${folder}/x-${id}/`,
			title: `${this.words(4)} ${this.#made}`,
			lang,
			source: this.pick(SOURCES),
			url: `https://press.example/${id}`,
			identity: [`https://press.example/${id}`],
			...when,
			dateFrom: 'feed',
			authors: [],
			topics: this.topics(),
			tags: this.tags(),
			excerpt: this.words(10),
			related: this.related(),
		};
		this.#write(`articles/${folder}/x-${id}.md`, formatMarkdownFile(article, this.words(40)));
		return id;
	}

	edit(
		what: string,
		change: (article: Article, body: string) => { readonly article: Article; readonly body?: string },
	): string | undefined {
		const path = this.#pickArticle();
		if (path === undefined) return undefined;
		const before = getArticleDocument(this.#dir, path);
		const after = change(before.article, before.body);
		this.#write(path, formatMarkdownFile(after.article, after.body ?? before.body));
		return `changed ${what} of ${before.article.id}`;
	}

	removeArticle(): string | undefined {
		const path = this.#pickArticle();
		if (path === undefined) return undefined;
		rmSync(join(this.#dir, path));
		return `removed ${idOf(path)}`;
	}

	moveArticle(): string | undefined {
		const path = this.#pickArticle();
		if (path === undefined) return undefined;
		const moved = `articles/moved/${this.integer(1e6)}-${idOf(path)}.md`;
		mkdirSync(join(this.#dir, 'articles/moved'), { recursive: true });
		renameSync(join(this.#dir, path), join(this.#dir, moved));
		return `moved ${idOf(path)}`;
	}

	writeSource(id: string): string {
		const rights = this.integer(3) === 0 ? 'text: excerpt, words: 6, images: none' : 'text: full, images: copy';
		const ownSearch = this.integer(4) > 0;
		this.#write(
			`sources/${id}.yaml`,
			[
				`name: ${id} ${this.integer(3)}`,
				'homepage: https://press.example/',
				'lang: ru',
				`timeZone: ${ZONE}`,
				'enabled: true',
				'feeds: []',
				'follow: never',
				`rights: {${rights}, searchEngines: true, ownSearch: ${ownSearch}, feed: full, ai: allow, evidence: "https://press.example/terms"}`,
				'',
			].join('\n'),
		);
		return id;
	}

	removeSource(): string | undefined {
		return this.#removeOne('sources');
	}

	writeTopic(id: string): string {
		const label = `${id} ${this.integer(3)}`;
		this.#write(`topics/${id}.yaml`, `labels: {ru: ${label}}\norder: ${this.integer(9)}\nrules: {words: [озеро]}\n`);
		return id;
	}

	removeTopic(): string | undefined {
		return this.#removeOne('topics');
	}

	writePage(lang: string, id: string): string {
		const title = this.pick(['About', 'Over', 'Around']);
		const data = { schema: 1, lang, title, description: this.words(4) };
		this.#write(`pages/${lang}/${id}.md`, formatMarkdownFile(data, this.words(20)));
		return `${lang}/${id}`;
	}

	writeNotice(): string {
		const id = `notice-${this.integer(4)}`;
		const startsAt = new Date(this.#today + (this.integer(20) - 15) * DAY_MS);
		const endsAt = new Date(startsAt.getTime() + this.integer(20) * DAY_MS);
		const data = {
			schema: 1,
			lang: this.pick(['ru', 'ky', 'en']),
			title: this.words(3),
			startsAt: localIso(startsAt.toISOString(), ZONE),
			endsAt: localIso(endsAt.toISOString(), ZONE),
		};
		this.#write(`notices/${id}.md`, formatMarkdownFile(data, this.words(8)));
		return id;
	}

	removeNotice(): string | undefined {
		return this.#removeOne('notices');
	}

	writeSearch(id: string): string {
		const [one, other, without] = [this.pick(WORDS), this.pick(WORDS), this.pick(WORDS)];
		const query = this.pick([
			`query: ${one}`,
			`query: ${one} ${other} -${without}`,
			`query: tag:Ош ${one}`,
			`query: '"${one} ${other}"'`,
			`query: {ru: ${one}, ky: 'from:2025 -${without}'}`,
		]);
		this.#write(`searches/${id}.yaml`, `labels: {ru: ${id} ${this.integer(3)}}\n${query}\n`);
		return id;
	}

	removeSearch(): string | undefined {
		return this.#removeOne('searches');
	}

	/** Paths of all articles, by path. */
	articles(): string[] {
		const folder = join(this.#dir, 'articles');
		if (!existsSync(folder)) return [];
		const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
		return names.map((name) => posix.join('articles', name)).sort();
	}

	#pickArticle(): string | undefined {
		const all = this.articles();
		return all.length === 0 ? undefined : this.pick(all);
	}

	#removeOne(kind: string): string | undefined {
		const folder = join(this.#dir, kind);
		const names = existsSync(folder) ? readdirSync(folder).sort() : [];
		if (names.length === 0) return undefined;
		const name = this.pick(names);
		rmSync(join(folder, name));
		return `removed ${kind}/${name}`;
	}

	#write(path: string, text: string): void {
		const file = join(this.#dir, path);
		mkdirSync(dirname(file), { recursive: true });
		if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
		writeFileSync(file, text);
	}
}

function idOf(path: string): string {
	return path.slice(-'.md'.length - 10, -'.md'.length);
}
