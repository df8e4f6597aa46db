import { createHash } from 'node:crypto';
import { z } from 'astro/zod';
import {
	detectLanguage,
	detectLanguageWith,
	type LanguageModel,
	shippedModel,
	toLanguageModel,
} from '#core/language.ts';
import { languageCode, trainProfiles } from '../langid-profiles.ts';
import { findRows } from './data-file.ts';
import type { Metrics, Suite } from './suite.ts';

const rowSchema = z.looseObject({ id: z.string(), lang: z.string(), text: z.string() });
type Row = z.infer<typeof rowSchema>;

const SETS = ['sib200-30langs', 'xwmt-news', 'ud-kyrgyz-headlines'];
/** Languages that must be told apart; every other one counts as `other`. */
const OURS = new Set(['ky', 'ru', 'en', 'kk', 'uz', 'tg', 'tr']);

/** As the project's plan published them; fastText's is of other short titles. */
const PEERS: Readonly<Record<string, Readonly<Record<string, Metrics>>>> = {
	'sib200-30langs': { franc: { macroF1: 0.919 } },
	'ud-kyrgyz-headlines': { franc: { accuracy: 0.892 }, fastText: { accuracy: 0.8 } },
};

/**
 * Which language a text is in. The shipped profiles have seen rows of these very sets, so the method is judged with
 * profiles that have not: those of the rows whose id hashes even (SHA-256 of what stands behind its last slash, so that
 * translations of a sentence stay together), on the rows whose id hashes odd. `shipped…` are figures of the shipped
 * profiles on the same rows: of worth on data that they were not made from.
 */
export const langidSuite: Suite = {
	name: 'langid',
	summary: 'the language of sentences and headlines: learned from one half of the rows, judged on the other',
	async *score({ dir, also }, onProgress) {
		const sets = SETS.flatMap((set) => {
			const rows = findRows(dir, set, rowSchema);
			return rows === undefined ? [] : [{ set, rows }];
		});
		const more = also === undefined ? [] : SETS.flatMap((set) => findRows(also, set, rowSchema) ?? []);
		const learned = [...sets.flatMap(({ rows }) => rows), ...more].filter(({ id }) => isEven(id));
		const model = modelOf(learned);
		for (const { set, rows } of sets) {
			const judged = rows.filter(({ id }) => !isEven(id));
			onProgress(set, 0, judged.length);
			const held = measure(judged, (text) => detectLanguageWith(model, text).lang);
			const shipped = measure(judged, (text) => detectLanguage(text).lang);
			onProgress(set, judged.length, judged.length);
			const metrics = { ...held, shippedAccuracy: shipped.accuracy, shippedMacroF1: shipped.macroF1 };
			yield { suite: 'langid', set, items: judged.length, metrics, peers: PEERS[set] ?? {} };
		}
	},
};

/** Languages that the rows lack come from the shipped profiles: one language alone would always be right. */
function modelOf(rows: readonly Row[]): LanguageModel {
	const own = trainProfiles(rows);
	const learned = new Set(own.map(({ lang }) => lang));
	return toLanguageModel([...own, ...shippedModel().profiles.filter(({ lang }) => !learned.has(lang))]);
}

function isEven(id: string): boolean {
	const digest = createHash('sha256')
		.update(id.slice(id.lastIndexOf('/') + 1))
		.digest();
	return (digest[0] ?? 0) % 2 === 0;
}

/** Accuracy, and the mean F1 of the classes that the rows hold. */
function measure(rows: readonly Row[], detect: (text: string) => string): { accuracy: number; macroF1: number } {
	const pairs = rows.map(({ lang, text }) => ({ gold: classOf(languageCode(lang)), found: classOf(detect(text)) }));
	const classes = [...new Set(pairs.map(({ gold }) => gold))];
	const scores = classes.map((name) => {
		const right = pairs.filter(({ gold, found }) => gold === name && found === name).length;
		const either =
			pairs.filter(({ gold }) => gold === name).length + pairs.filter(({ found }) => found === name).length;
		return (2 * right) / either;
	});
	return {
		accuracy: pairs.filter(({ gold, found }) => gold === found).length / pairs.length,
		macroF1: scores.reduce((sum, score) => sum + score, 0) / classes.length,
	};
}

function classOf(lang: string): string {
	return OURS.has(lang) ? lang : 'other';
}
