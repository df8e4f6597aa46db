import type { APIRoute } from 'astro';
import { robotsTxt } from '#site/robots.ts';
import { getSite } from '#site/site.ts';

export const GET: APIRoute = () =>
	new Response(robotsTxt(getSite()), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
