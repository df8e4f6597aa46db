import type { APIRoute } from 'astro';
import { feedOf } from '#site/feeds/feeds.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'feed');

export const GET: APIRoute = async ({ params }) => {
	const feed = await feedOf(getSite(), params['hub'] ?? '', 'feed');
	if (feed === undefined) return new Response(undefined, { status: 404 });
	return new Response(feed, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
};
