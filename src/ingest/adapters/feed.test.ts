import { expect, test } from 'vitest';
import { IngestError } from '../errors.ts';
import { testSource } from './adapter.contract.ts';
import type { AdapterWarning, FeedItem } from './adapter.ts';
import { feedAdapter } from './feed.ts';

async function read(feed: string | Uint8Array, location = 'https://news.example/rss') {
	const items: FeedItem[] = [];
	const warnings: AdapterWarning[] = [];
	const bytes = typeof feed === 'string' ? new TextEncoder().encode(feed) : feed;
	const input = { body: [bytes], location, source: testSource };
	for await (const item of feedAdapter.read(input, (warning) => warnings.push(warning))) items.push(item);
	return { items, codes: warnings.map(({ code }) => code) };
}

const rss = (item: string) => `<rss version="2.0"><channel><title>News</title><item>${item}</item></channel></rss>`;
const only = async (item: string) => (await read(rss(item))).items[0];

test('takes names of HTML for their characters, though XML does not know them, and mends bytes written as references', async () => {
	expect((await only('<title>Caf&eacute; &mdash; &#146;x&#146;</title>'))?.title).toBe('Café — ’x’');
	expect(
		(await only('<title>&#208;&#145;&#208;&#184;&#209;&#136;&#208;&#186;&#208;&#181;&#208;&#186;</title>'))?.title,
	).toBe('Бишкек');
	expect((await only('<title>R&amp;amp;D &amp;lt;b&amp;gt; &unknown; AT&T</title>'))?.title).toBe(
		'R&D <b> &unknown; AT&T',
	);
});

test('puts in the plain entities that a document declares, and never grows by them', async () => {
	const feed = (subset: string) => `<!DOCTYPE rss [${subset}]>${rss('<guid>&id;7</guid><title>&lol;</title>')}`;
	expect((await read(feed('<!ENTITY id "tag:news.example,2026:">'))).items[0]?.identity).toEqual([
		'tag:news.example,2026:7',
	]);
	const bomb = '<!ENTITY ha "haha"><!ENTITY lol "&ha;&ha;&ha;"><!ENTITY id SYSTEM "file:///etc/passwd">';
	expect((await read(feed(bomb))).items[0]).toMatchObject({ title: '&lol;', identity: ['&id;7'] });
	const many = rss(`<title>${'&a;'.repeat(200_000)}</title>`);
	const [item] = (await read(`<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(200)}">]>${many}`)).items;
	expect(item?.title?.length).toBeLessThan(1_000_000);
});

test('reads signs that nobody escaped', async () => {
	const item = await only('<title>1 < 2 & 3 <4</title><link>https://news.example/?a=1&b=2</link>');
	expect(item).toMatchObject({ title: '1 < 2 & 3 <4', url: 'https://news.example/?a=1&b=2' });
});

test('resolves links of a text below xml:base, also of its own elements, and leaves others to the page', async () => {
	const feed = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/one/"><entry><title>T</title>
		<link href="page"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><a href="x">x</a>
		<p xml:base="https://b.example/"><img src="y.png"/></p></div></content></entry></feed>`;
	const [item] = (await read(feed)).items;
	expect(item?.url).toBe('https://a.example/one/page');
	expect(item?.html).toContain('<a href="https://a.example/one/x">');
	expect(item?.html).toContain('<img src="https://b.example/y.png">');
	expect((await only('<description>&lt;a href="x"&gt;</description>'))?.summary).toBe('<a href="x">');
});

test('keeps the whole items of a feed that breaks off, and says so', async () => {
	const feed = '<rss><channel><item><title>One</title></item><item><title>Two</title></item><item><title>Thr';
	const { items, codes } = await read(feed);
	expect(items.map(({ title }) => title)).toEqual(['One', 'Two']);
	expect(codes).toEqual(['FEED_CUT']);
	expect((await read('<rss><channel><item><title>One</title></channel></rss>')).codes).toEqual([]);
});

test('reads what stands behind other text, in wrong namespaces and without closing tags', async () => {
	const junk = `\uFEFF\n<b>Warning</b>: include() in /www/rss.php on line 3<br>\n<?xml version="1.0"?>${rss('<title>A</title>')}`;
	expect((await read(junk)).items).toMatchObject([{ title: 'A' }]);
	const dc = rss('<title>A</title><dc:creator xmlns:dc="http://wrong.example/">Anna</dc:creator>');
	expect((await read(dc)).items[0]?.authors).toEqual(['Anna']);
	const open =
		'<rss><channel><item><title>A<link>https://news.example/a</link><item><title>B<pubDate>x</channel></rss>';
	expect((await read(open)).items).toMatchObject([{ title: 'A', url: 'https://news.example/a' }, { title: 'B' }]);
});

test('takes a guid for the address only where it is one', async () => {
	const guid = (attributes: string, text: string) => only(`<title>A</title><guid ${attributes}>${text}</guid>`);
	expect((await guid('', 'https://news.example/a'))?.url).toBe('https://news.example/a');
	expect((await guid('isPermaLink="false"', 'https://news.example/a'))?.url).toBeUndefined();
	expect((await guid('isPermaLink="true"', '12345'))?.url).toBeUndefined();
});

test('names authors by name, never by address', async () => {
	const authors = async (item: string) => (await only(item))?.authors;
	expect(await authors('<author>anna@24.kg (Anna Bek)</author>')).toEqual(['Anna Bek']);
	expect(await authors('<author>Anna Bek &lt;anna@24.kg&gt;</author>')).toEqual(['Anna Bek']);
	expect(await authors('<author>anna@24.kg</author><dc:creator>Anna</dc:creator>')).toEqual(['Anna']);
	expect(await authors('<author>anna@24.kg</author>')).toEqual([]);
});

test('finds the page of the comments, not their feed', async () => {
	expect((await only('<comments>https://news.example/a#comments</comments>'))?.commentsUrl).toBe(
		'https://news.example/a#comments',
	);
	expect((await only('<link rel="replies" type="application/atom+xml" href="/a/feed"/>'))?.commentsUrl).toBeUndefined();
});

test('names the origin of an entry and takes its author from there', async () => {
	const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Planet</name></author><entry><title>A</title>
		<source><title>24.kg</title><author><name>Anna</name></author></source></entry></feed>`;
	expect((await read(atom)).items[0]).toMatchObject({ sourceName: '24.kg', authors: ['Anna'] });
	expect((await only('<title>A</title><source url="https://24.kg/rss">24.kg &amp;amp; Co</source>'))?.sourceName).toBe(
		'24.kg & Co',
	);
});

test('takes a picture from the attachments of JSON Feed', async () => {
	const item = {
		id: '1',
		title: 'A',
		attachments: [
			{ url: 'https://a.example/b.mp3', mime_type: 'audio/mpeg' },
			{ url: '/c.jpg', mime_type: 'image/jpeg' },
		],
	};
	const feed = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [item] });
	expect((await read(feed)).items[0]?.image).toEqual({ url: 'https://news.example/c.jpg' });
});

test('reads channels of CDF and feeds in UTF-32', async () => {
	const cdf =
		'<CHANNEL BASE="https://news.example/"><ITEM HREF="/a" LASTMOD="2004-04-06T23:05:43-05:00"><TITLE>A</TITLE><ABSTRACT>b</ABSTRACT></ITEM></CHANNEL>';
	expect((await read(cdf)).items).toMatchObject([
		{ url: 'https://news.example/a', title: 'A', summary: 'b', published: '2004-04-06T23:05:43-05:00' },
	]);
	const text = rss('<title>Ысык-Көл</title>');
	const utf32 = Buffer.concat(
		[...text].map((letter) => {
			const four = Buffer.alloc(4);
			four.writeUInt32BE(letter.codePointAt(0) ?? 0);
			return four;
		}),
	);
	expect((await read(utf32)).items).toMatchObject([{ title: 'Ысык-Көл' }]);
});

test.each<readonly [string, string]>([
	['elements inside each other', '<a>'.repeat(100_000)],
	['attributes', `<rss><channel><item ${'a="b" c'.repeat(100_000)}><title>T</title></item></channel></rss>`],
	['tags', rss(`<title>T</title>${'<category>news</category>'.repeat(100_000)}`)],
	['brackets', '<'.repeat(2_000_000)],
	['ampersands', rss(`<title>T ${'&a'.repeat(1_000_000)}</title>`)],
	['open items', `<rss><channel>${'<item><title>T'.repeat(50_000)}`],
	['open comments and declarations', `${'<!--<![CDATA[<!DOCTYPE ['.repeat(50_000)}${rss('<title>T</title>')}`],
	['unclosed tags in a text', rss(`<title>T</title><description>${'&lt;a href=x '.repeat(200_000)}</description>`)],
])('reads any number of %s or says that it is no feed', async (_, feed) => {
	const { items } = await read(feed).catch((error: unknown) => {
		expect(error).toBeInstanceOf(IngestError);
		return { items: [] };
	});
	for (const { title, tags } of items) {
		expect(title?.length).toBeLessThanOrEqual(20_000);
		expect(tags.length).toBeLessThanOrEqual(100);
	}
});

test('takes relative links against the address that the reply gives the feed', async () => {
	const body = [Buffer.from(rss('<title>T</title><link>/a</link>'))];
	const input = { body, location: 'https://cdn.example/7', base: 'https://news.example/rss', source: testSource };
	const items: FeedItem[] = [];
	for await (const item of feedAdapter.read(input, () => undefined)) items.push(item);
	expect(items).toMatchObject([{ url: 'https://news.example/a' }]);
});

test('a text that stands elsewhere does not take the place of the one that is here', async () => {
	const feed = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>/7</id><title>T</title><summary>Short</summary>
		<content type="text/html" src="/whole.html"/></entry></feed>`;
	const [item] = (await read(feed)).items;
	expect(item).toMatchObject({ summary: 'Short', identity: ['https://news.example/7'] });
	expect(item?.html ?? item?.text).toBeUndefined();
});
