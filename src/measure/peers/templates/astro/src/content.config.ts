import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const named = z.object({ id: z.string(), name: z.string() });

const articles = defineCollection({
	loader: glob({ pattern: '**/*.md', base: './articles' }),
	schema: z.object({
		permalink: z.string(),
		title: z.string(),
		lang: z.string(),
		date: z.string(),
		excerpt: z.string(),
		original: z.string(),
		topics: z.array(named),
		tags: z.array(named),
		source: named.extend({ hasFullFeed: z.boolean() }),
		related: z.array(z.object({ permalink: z.string(), title: z.string(), lang: z.string(), date: z.string() })),
	}),
});

export const collections = { articles };
