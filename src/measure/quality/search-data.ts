import { existsSync, readdirSync } from 'node:fs';
import { z } from 'astro/zod';
import { siteConfig } from '#site.config';
import { findRows } from './data-file.ts';
import { toDoc } from './search-content.ts';
import type { Doc } from './search-plan.ts';

const docSchema = z.looseObject({ id: z.string(), lang: z.string().optional(), text: z.string() });
const questionSchema = z.looseObject({ id: z.string(), text: z.string(), doc: z.string() });
const headlineSchema = z.looseObject({
	id: z.string(),
	lang: z.string(),
	text: z.string(),
	tokens: z.array(z.tuple([z.string(), z.string(), z.string()])),
});

/** Documents in one language and questions that each have one of them for an answer. */
export interface Collection {
	/** As its files are called: `xquad-ru`. */
	readonly name: string;
	readonly lang: string;
	/** Documents by their id in the file, in its order. */
	readonly docs: ReadonlyMap<string, Doc>;
	readonly questions: readonly { readonly text: string; readonly doc: string }[];
}

/** A headline with its words: form, lemma, part of speech. */
export interface Headline {
	readonly doc: Doc;
	readonly tokens: readonly (readonly [form: string, lemma: string, part: string])[];
}

/** The collections of a folder, `NAME-docs` beside `NAME-queries`, by name. */
export function findCollections(dir: string): Collection[] {
	return namesIn(dir, '-docs').flatMap((name) => {
		const docs = findRows(dir, `${name}-docs`, docSchema);
		const questions = findRows(dir, `${name}-queries`, questionSchema);
		if (docs === undefined || questions === undefined) return [];
		const lang = docs[0]?.lang ?? langIn(name);
		const byId = docs.map((row) => [row.id, toDoc(`${name}/${row.id}`, row.lang ?? lang, row.text)] as const);
		const known = new Map(byId);
		return [{ name, lang, docs: known, questions: questions.filter(({ doc }) => known.has(doc)) }];
	});
}

/** The headlines with lemmas of a folder: `…-headlines`. */
export function findHeadlines(dir: string): Headline[] {
	return namesIn(dir, '-headlines').flatMap((name) =>
		(findRows(dir, `${name}-headlines`, headlineSchema) ?? []).map(({ id, lang, text, tokens }) => ({
			doc: toDoc(`${name}/${id}`, lang, text),
			tokens,
		})),
	);
}

/** What stands before an ending in the names of the files of a folder, in order. */
function namesIn(dir: string, ending: string): string[] {
	if (!existsSync(dir)) return [];
	const names = readdirSync(dir).map((file) => file.replace(/\.jsonl(\.gz)?$/, ''));
	return [...new Set(names.filter((name) => name.endsWith(ending)))]
		.map((name) => name.slice(0, -ending.length))
		.sort();
}

/** The language that a file's name names: `xquad-ru`. */
function langIn(name: string): string {
	return siteConfig.editions.find((lang) => name.split('-').includes(lang)) ?? siteConfig.defaultEdition;
}
