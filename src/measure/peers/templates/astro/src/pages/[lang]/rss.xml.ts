import type { APIContext } from 'astro';
import { getLists } from '../../lib/lists.ts';
import { feed } from '../../lib/rss.ts';

export async function getStaticPaths() {
	const { byLang } = await getLists();
	return [...byLang].map(([lang, items]) => ({ params: { lang }, props: { items } }));
}

export function GET(context: APIContext): Promise<Response> {
	return feed(context, context.params.lang ?? '', 'Новости Кыргызстана', context.props.items);
}
