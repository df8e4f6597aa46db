import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { words } from './corpus.ts';
import { generator } from './random.ts';

const FIRST_INSTANT = Date.UTC(2024, 0, 1);
const ITEMS_A_FEED = 50;
const PARAGRAPHS = 6;
const WORDS_A_PARAGRAPH = 50;

interface Item {
	readonly url: string;
	readonly title: string;
	readonly date: string;
	readonly paragraphs: readonly string[];
}

function item(index: number): Item {
	const random = generator(index + 1);
	const lang = index % 3 === 0 ? 'ky' : 'ru';
	return {
		url: `https://source.example/${index}`,
		title: `${words(lang, 7, random)} ${index}`,
		date: new Date(FIRST_INSTANT + index * 60_000).toISOString(),
		paragraphs: Array.from({ length: PARAGRAPHS }, () => `${words(lang, WORDS_A_PARAGRAPH, random)}.`),
	};
}

/** Writes items as JSON Lines, so many or up to so many bytes. @returns how many there are. */
export function writeDump(file: string, limit: { readonly items: number } | { readonly bytes: number }): number {
	const out = openSync(file, 'w');
	let [index, bytes] = [0, 0];
	while ('items' in limit ? index < limit.items : bytes < limit.bytes) {
		const { url, title, date, paragraphs } = item(index++);
		bytes += writeSync(out, `${JSON.stringify({ url, title, date, text: paragraphs.join('\n') })}\n`);
	}
	closeSync(out);
	return index;
}

/** Writes items as RSS feeds with whole texts into a folder. */
export function writeFeeds(folder: string, items: number): void {
	mkdirSync(folder, { recursive: true });
	for (let from = 0; from < items; from += ITEMS_A_FEED) {
		const count = Math.min(ITEMS_A_FEED, items - from);
		const entries = Array.from({ length: count }, (_, at) => rssItem(item(from + at)));
		writeFileSync(
			join(folder, `${from}.xml`),
			`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed</title>${entries.join('')}</channel></rss>`,
		);
	}
}

/** Writes items as pages with navigation around them into a folder. */
export function writePages(folder: string, pages: number): void {
	mkdirSync(folder, { recursive: true });
	const links = Array.from({ length: 60 }, (_, at) => `<li><a href="/section/${at}">Section ${at}</a></li>`).join('');
	for (let index = 0; index < pages; index++) {
		const { title, date, url, paragraphs } = item(index);
		writeFileSync(
			join(folder, `${index}.html`),
			`<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>${title}</title><link rel="canonical" href="${url}"><meta property="article:published_time" content="${date}"></head><body><nav><ul>${links}</ul></nav><article><h1>${title}</h1>${htmlOf(paragraphs)}</article><aside><ul>${links}</ul></aside></body></html>`,
		);
	}
}

function rssItem({ url, title, date, paragraphs }: Item): string {
	return `<item><title>${title}</title><link>${url}</link><pubDate>${new Date(date).toUTCString()}</pubDate><content:encoded><![CDATA[${htmlOf(paragraphs)}]]></content:encoded></item>`;
}

function htmlOf(paragraphs: readonly string[]): string {
	return paragraphs.map((text) => `<p>${text}</p>`).join('');
}
