import type { APIRoute } from 'astro';
import { llmsTxt } from '#site/llms.ts';
import { getSite } from '#site/site.ts';

export const GET: APIRoute = () =>
	new Response(llmsTxt(getSite()), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
