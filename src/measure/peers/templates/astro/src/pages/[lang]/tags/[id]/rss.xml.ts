import type { APIContext } from 'astro';
import { getLists } from '../../../../lib/lists.ts';
import { feed } from '../../../../lib/rss.ts';

export async function getStaticPaths() {
	const { lists } = await getLists();
	return lists
		.filter(({ section }) => section === 'tags')
		.map(({ lang, id, name, items }) => ({ params: { lang, id }, props: { name, items } }));
}

export function GET(context: APIContext): Promise<Response> {
	return feed(context, context.params.lang ?? '', context.props.name, context.props.items);
}
