import type { APIRoute } from 'astro';
import { drawCard } from '#site/card.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';
import { articleCardView } from '#site/views/card.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'card');

export const GET: APIRoute = async ({ params }) => {
	const view = articleCardView(getSite(), params);
	if (view === undefined) return new Response(undefined, { status: 404 });
	return new Response(await drawCard(view), { headers: { 'Content-Type': 'image/png' } });
};
