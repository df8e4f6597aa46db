import type { APIRoute } from 'astro';
import { feedOf } from '#site/feeds/feeds.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'jsonFeed');

export const GET: APIRoute = async ({ params }) => {
	const feed = await feedOf(getSite(), params['hub'] ?? '', 'jsonFeed');
	if (feed === undefined) return new Response(undefined, { status: 404 });
	return new Response(feed, { headers: { 'Content-Type': 'application/feed+json; charset=utf-8' } });
};
