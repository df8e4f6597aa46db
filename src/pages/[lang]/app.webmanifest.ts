import type { APIRoute } from 'astro';
import { appManifest } from '#site/app-manifest.ts';
import { staticPaths } from '#site/routes.ts';
import { getSite } from '#site/site.ts';

export const getStaticPaths = () => staticPaths(getSite(), 'appManifest');

export const GET: APIRoute = ({ params }) => {
	const { lang = '' } = params;
	const { config } = getSite();
	if (!config.editions.includes(lang)) return new Response(undefined, { status: 404 });
	return new Response(appManifest(config, lang), {
		headers: { 'Content-Type': 'application/manifest+json; charset=utf-8' },
	});
};
