import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeContract } from './adapter.contract.ts';
import { dumpAdapter } from './dump.ts';
import { feedAdapter } from './feed.ts';
import { htmlAdapter } from './html.ts';
import { opmlAdapter } from './opml.ts';
import { textAdapter } from './text.ts';
import { warcAdapter } from './warc.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name), 'utf8');

describeContract(feedAdapter, {
	good: fixture('rss-2/source.xml'),
	items: 2,
	make: (title, text) =>
		`<rss version="2.0"><channel><item><title>${title}</title><description>${text}</description></item></channel></rss>`,
});

describeContract(htmlAdapter, {
	good: fixture('html-json-ld/source.html'),
	items: 1,
	make: (title, text) =>
		`<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p><p>${text}</p></body></html>`,
});

describeContract(dumpAdapter, {
	good: '{"title": "One", "text": "First.", "url": "https://news.example/1"}\n{"title": "Two", "text": "Second."}\n',
	items: 2,
	make: (title, text) => `${JSON.stringify({ title, text })}\n`,
});

describeContract(textAdapter, {
	good: fixture('text-ru/source.txt'),
	items: 1,
	make: (title, text) => `${title}\n\n29 июля 2021, 11:42\n\n${text}\n`,
});

describeContract(opmlAdapter, {
	good: fixture('opml/source.opml'),
	items: 0,
	make: (title, text) =>
		`<opml><body><outline text="${title}" description="${text}" xmlUrl="https://news.example/rss"/></body></opml>`,
});

describeContract(warcAdapter, {
	good: fixture('warc/source.warc'),
	items: 2,
	make: (title, text) => {
		const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;
		const head = `WARC-Type: resource\r\nWARC-Target-URI: https://news.example/1\r\nContent-Type: text/html`;
		return `WARC/1.0\r\n${head}\r\nContent-Length: ${Buffer.byteLength(page)}\r\n\r\n${page}\r\n\r\n`;
	},
});
