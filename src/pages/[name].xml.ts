import type { APIRoute } from 'astro';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';
import { sitemap } from '#site/sitemap.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'sitemap');

export const GET: APIRoute = ({ params }) => {
	const document = sitemap(getSite(), params['name'] ?? '');
	if (document === undefined) return new Response(undefined, { status: 404 });
	return new Response(document, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } });
};
