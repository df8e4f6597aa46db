import { defineLiveCollection } from 'astro:content';
import { articleLoader } from '#site/article-loader.ts';

/** Articles come checked by the catalog, and are looked up while rendering; see README, “Decisions”, for why the small collections are not here. */
export const collections = {
	articles: defineLiveCollection({ loader: articleLoader() }),
};
