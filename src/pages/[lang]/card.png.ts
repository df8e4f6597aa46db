import type { APIRoute } from 'astro';
import { drawCard } from '#site/card.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';
import { editionCardView } from '#site/views/card.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'editionCard');

export const GET: APIRoute = async ({ params }) => {
	const card = await drawCard(editionCardView(getSite(), params));
	return new Response(card, { headers: { 'Content-Type': 'image/png' } });
};
