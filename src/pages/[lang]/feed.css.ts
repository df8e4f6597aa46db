import type { APIRoute } from 'astro';
import { feedStyle } from '#site/feeds/style.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';
import css from '../../styles/feed.css?raw';

export const getStaticPaths = () => staticPaths(getSite(), 'feedStyle');

export const GET: APIRoute = ({ params }) => {
	const { lang = '' } = params;
	if (!getSite().config.editions.includes(lang)) return new Response(undefined, { status: 404 });
	return new Response(feedStyle(css, lang), { headers: { 'Content-Type': 'text/css; charset=utf-8' } });
};
