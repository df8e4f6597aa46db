import type { APIRoute } from 'astro';
import { opml } from '#site/feeds/opml.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'opml');

export const GET: APIRoute = ({ params }) => {
	const document = opml(getSite(), params['name'] ?? '');
	if (document === undefined) return new Response(undefined, { status: 404 });
	return new Response(document, { headers: { 'Content-Type': 'text/x-opml; charset=utf-8' } });
};
