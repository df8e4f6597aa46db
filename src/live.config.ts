import { defineLiveCollection } from 'astro:content';
import { articleSchema } from '#core/article.ts';
import { articleLoader } from '#site/article-loader.ts';

/** Articles are looked up while rendering; see README, “Decisions”, for why the small collections are not here. */
export const collections = {
	articles: defineLiveCollection({ loader: articleLoader(), schema: articleSchema }),
};
