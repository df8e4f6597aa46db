import { slugify } from './slug.ts';

/** Key under which spellings of one tag meet, also its name in URLs; empty where the tag has no page. */
export function tagKey(tag: string): string {
	return slugify(tag.replace(/^#/, ''));
}
