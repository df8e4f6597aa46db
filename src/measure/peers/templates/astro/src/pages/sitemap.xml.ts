import { getLists } from '../lib/lists.ts';
import site from '../site.json' with { type: 'json' };

export async function GET(): Promise<Response> {
	const { articles, lists, days } = await getLists();
	const urls = [
		...articles.map(({ data }) => data.permalink),
		...lists.map(({ lang, section, id }) => `/${lang}/${section}/${id}/`),
		...[...days.keys()].map((day) => `/${day}/`),
	].map((url) => `<url><loc>${site.url}${url}</loc></url>`);
	return new Response(
		`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`,
	);
}
