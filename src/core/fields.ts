import { z } from 'astro/zod';

/** An http(s) address of at most 2,000 characters. */
export const webUrl = z.string().max(2000).refine(isWebUrl, { error: 'expected an http or https address' });

/** An instant in ISO 8601 with its offset, e.g. `2021-07-29T11:42:00+06:00`. */
export const instant = z.iso
	.datetime({
		offset: true,
		error: 'expected a date with time and offset such as 2021-07-29T11:42:00+06:00',
	})
	.refine((text) => /^(1[89]|2[01])\d\d-/.test(text), { error: 'expected a year from 1800 to 2199' });

/** A BCP 47 language code in lower case, e.g. `ky`; `und` where undecided. */
export const langCode = z
	.string()
	.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language code such as ru, ky or en');

/** File name of a source, topic or notice without its ending: lower-case words joined by hyphens. */
export const fileId = z
	.string()
	.max(60)
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case letters, digits and hyphens');

/** One text in each language it exists in, e.g. `{ru: Спорт, ky: Спорт, en: Sport}`. */
export const localized = z.record(langCode, z.string().min(1));

/** True for an absolute http or https URL. */
export function isWebUrl(value: string): boolean {
	const url = URL.parse(value);
	return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}
