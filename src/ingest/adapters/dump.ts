import { resolveWebUrl } from '#core/url.ts';
import { peekBody } from '#ingest/input/body.ts';
import { decodeText } from '#ingest/input/decode.ts';
import { decodeBody } from '#ingest/input/decode-stream.ts';
import { describeBytes } from '#ingest/input/describe.ts';
import { oneLine, plainLine } from '#ingest/text/plain-line.ts';
import { IngestError } from '../errors.ts';
import { given } from '../given.ts';
import { pictureAddress } from '../picture-address.ts';
import type { Adapter, AdapterInput, AdapterWarning, FeedItem } from './adapter.ts';
import { streamRecords } from './record-stream.ts';
import { fieldOf, type JsonRecord, listOf, type RecordResult } from './records.ts';
import { delimiterOf, streamRows } from './row-stream.ts';
import { warnOfDecoding } from './warn.ts';

/** What dumps call the parts of an article, in lower case without `_`, `-` and spaces, best first. */
const COLUMNS = {
	title: [
		'title',
		'headline',
		'name',
		'header',
		'heading',
		'subject',
		'newstitle',
		'articletitle',
		'заголовок',
		'название',
		'аталышы',
		'баш',
	],
	html: ['contenthtml', 'bodyhtml', 'html', 'texthtml', 'articlehtml'],
	text: [
		'text',
		'body',
		'content',
		'article',
		'articlebody',
		'fulltext',
		'maintext',
		'contenttext',
		'story',
		'newstext',
		'maincontent',
		'текст',
		'содержание',
		'тексти',
		'мазмуну',
	],
	summary: [
		'summary',
		'description',
		'lead',
		'teaser',
		'excerpt',
		'abstract',
		'annotation',
		'snippet',
		'subtitle',
		'лид',
		'анонс',
		'описание',
	],
	url: ['url', 'link', 'href', 'canonicalurl', 'sourceurl', 'articleurl', 'permalink', 'uri', 'ссылка', 'шилтеме'],
	id: ['id', 'guid', 'uuid', 'articleid', 'newsid', 'docid'],
	published: [
		'publishedat',
		'published',
		'datepublished',
		'publishdate',
		'pubdate',
		'publicationdate',
		'datetime',
		'date',
		'datecreated',
		'createdat',
		'created',
		'timestamp',
		'time',
		'дата',
		'күнү',
		'датасы',
	],
	updated: ['updatedat', 'updated', 'datemodified', 'modified', 'modifiedat', 'lastmodified'],
	authors: ['authors', 'author', 'byline', 'creator', 'writer', 'автор', 'авторы', 'жазган'],
	tags: ['tags', 'keywords', 'topics', 'labels', 'теги', 'тег'],
	section: ['section', 'category', 'rubric', 'topic', 'рубрика', 'раздел', 'категория', 'бөлүм'],
	lang: ['lang', 'language', 'locale', 'inlanguage', 'язык', 'тили'],
	image: [
		'image',
		'imageurl',
		'img',
		'picture',
		'photo',
		'thumbnail',
		'leadimage',
		'topimage',
		'картинка',
		'фото',
		'сүрөт',
	],
} as const;

const HEAD_BYTES = 4096;
const TITLE_OR_TEXT = new Set<string>([...COLUMNS.title, ...COLUMNS.text, ...COLUMNS.html]);
const KNOWN = new Set<string>(Object.values(COLUMNS).flat());
/** Closing tags or tags with attributes: prose that only mentions a tag has neither. */
const MARKUP = /<\/(p|div|a|b|i|em|strong|span|li|h[1-6])>|<(br|p|img|a)(\s[^<>]*)?\/?>/i;

/** Dumps of articles: JSON Lines, a JSON array, CSV, under whatever names their columns have. */
export const dumpAdapter: Adapter = {
	name: 'dump',

	detect(head) {
		const start = head.trimStart();
		if (/^[{[]/.test(start)) return looksLikeRecords(start) ? 0.9 : 0.2;
		const columns = headerOf(start);
		const known = columns.filter((column) => KNOWN.has(column)).length;
		return columns.length > 1 && known > 0 && columns.some((column) => TITLE_OR_TEXT.has(column))
			? 0.5 + (0.45 * known) / columns.length
			: 0;
	},

	async *read(input, warn) {
		const { head, body } = await peekBody(input.body, HEAD_BYTES);
		const { pieces, decoding } = decodeBody(body, input.contentType);
		const isJson = /^\s*[{[]/.test(decodeText(head, input.contentType).text);
		const document = { ...input, head };
		yield* isJson ? readJson(pieces, document, warn) : readTable(pieces, document, warn);
		warnOfDecoding(input, decoding(), warn);
	},
};

/** An input whose beginning has been looked at. */
interface DumpInput extends AdapterInput {
	readonly head: Uint8Array;
}

function looksLikeRecords(start: string): boolean {
	const names = [...start.matchAll(/"([^"\\]{1,40})"\s*:/g)].map((match) => nameOf(match[1] ?? ''));
	return names.some((name) => TITLE_OR_TEXT.has(name));
}

function nameOf(column: string): string {
	return column.toLowerCase().replace(/[\s_"-]/g, '');
}

/** The columns of the first line, where it is the header of a table. */
function headerOf(text: string): string[] {
	const line = text.split('\n', 1)[0] ?? '';
	return line.length > 1000 ? [] : line.split(delimiterOf(line)).map((column) => nameOf(column.trim()));
}

async function* readJson(
	pieces: AsyncIterable<string>,
	input: DumpInput,
	warn: (warning: AdapterWarning) => void,
): AsyncGenerator<FeedItem> {
	let good = 0;
	for await (const item of toItems(streamRecords(pieces), input, warn)) {
		good++;
		yield item;
	}
	if (good === 0 && !/^\s*\[\s*\]\s*$/.test(decodeText(input.head).text)) {
		throw new IngestError('FEED_FORMAT_UNKNOWN', { location: input.location, found: describeBytes(input.head) });
	}
}

async function* readTable(
	pieces: AsyncIterable<string>,
	input: DumpInput,
	warn: (warning: AdapterWarning) => void,
): AsyncGenerator<FeedItem> {
	const columns = headerOf(decodeText(input.head, input.contentType).text.trimStart());
	if (!columns.some((column) => TITLE_OR_TEXT.has(column))) {
		throw new IngestError('DUMP_COLUMNS_UNKNOWN', {
			location: input.location,
			columns: oneLine(columns.join(', ')).slice(0, 200),
		});
	}
	yield* toItems(streamRows(pieces), input, warn);
}

async function* toItems(
	records: AsyncIterable<RecordResult>,
	input: DumpInput,
	warn: (warning: AdapterWarning) => void,
): AsyncGenerator<FeedItem> {
	const { location } = input;
	let index = 0;
	for await (const result of records) {
		index++;
		const item = result.ok ? toItem(result.record, input) : undefined;
		if (item !== undefined) yield item;
		else if (result.ok) warn({ code: 'ITEM_WITHOUT_TITLE', details: { location } });
		else warn({ code: 'RECORD_UNREADABLE', details: { location, record: index, reason: result.reason } });
	}
}

function toItem(record: JsonRecord, { location }: AdapterInput): FeedItem | undefined {
	const title = fieldOf(record, COLUMNS.title);
	const body = fieldOf(record, COLUMNS.html) ?? fieldOf(record, COLUMNS.text);
	const summary = fieldOf(record, COLUMNS.summary);
	if (title === undefined && body === undefined && summary === undefined) return undefined;
	const base = URL.canParse(location) ? location : undefined;
	const url = resolveWebUrl(fieldOf(record, COLUMNS.url), base);
	const image = pictureAddress(fieldOf(record, COLUMNS.image) ?? listOf(record, COLUMNS.image, /\s/)[0], base);
	const isHtml = body !== undefined && MARKUP.test(body);
	return {
		identity: [...new Set([fieldOf(record, ['guid']) ?? '', url ?? ''])].filter((identity) => identity !== ''),
		...given('url', url),
		...given('title', title === undefined ? undefined : plainTitle(title)),
		...(isHtml ? given('html', body) : given('text', body)),
		...given('summary', summary),
		...given('published', fieldOf(record, COLUMNS.published)),
		...given('updated', fieldOf(record, COLUMNS.updated)),
		dateFrom: 'feed',
		authors: listOf(record, COLUMNS.authors, /\s*[;,|]\s*/),
		...given('section', fieldOf(record, COLUMNS.section)),
		tags: listOf(record, COLUMNS.tags, /\s*[;,|]\s*/),
		...given('lang', fieldOf(record, COLUMNS.lang)),
		...given('image', image === undefined ? undefined : { url: image }),
	};
}

/** Dumps hold headlines both plain and escaped; a bare `<` or `&` stays what it is. */
function plainTitle(title: string): string {
	return /&(#\w+|\w+);|<\/?[a-z]/i.test(title) ? plainLine(title) : oneLine(title);
}
