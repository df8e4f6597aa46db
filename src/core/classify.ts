import type { TopicAssignment } from './article.ts';
import type { Topic } from './topic.ts';

/** What a topic is decided from. */
export interface ClassifiedText {
	readonly title: string;
	/** Whole text, plain. */
	readonly text: string;
}

/** Characters of the text that count as its lead. */
const LEAD_LENGTH = 300;
/** Points from which an article is filed under a topic. */
const THRESHOLD = 2;
const POINTS = { title: 2, lead: 1, rest: 0.5 } as const;
const MAX_EVIDENCE = 6;

/** Says under which topics a text is filed. */
export type Classifier = (text: ClassifiedText) => TopicAssignment[];

/**
 * A classifier by the maintainer's rules. A word of a topic counts once, where it counts most: 2 in the title, 1 in
 * the first 300 characters, 0.5 further on; from 2 points the topic holds, unless one of its `exclude` words stands
 * anywhere. The evidence names the rules that matched, the strongest first.
 */
export function createClassifier(topics: readonly Topic[]): Classifier {
	const compiled = topics.map((topic) => ({
		id: topic.id,
		rules: topic.rules.words.map((word) => ({ word, pattern: toPattern(word) })),
		vetoes: (topic.rules.exclude ?? []).map(toPattern),
	}));
	return ({ title, text }) => {
		const parts = { title: fold(title), lead: fold(text.slice(0, LEAD_LENGTH)), rest: fold(text.slice(LEAD_LENGTH)) };
		const all = `${parts.title}\n${parts.lead}${parts.rest}`;
		return compiled.flatMap(({ id, rules, vetoes }): TopicAssignment[] => {
			if (vetoes.some((veto) => veto.test(all))) return [];
			const hits = rules
				.map(({ word, pattern }) => ({ word, points: pointsOf(pattern, parts) }))
				.filter(({ points }) => points > 0)
				.sort((a, b) => b.points - a.points);
			const score = hits.reduce((sum, { points }) => sum + points, 0);
			if (score < THRESHOLD) return [];
			return [{ id, by: 'rule', evidence: hits.slice(0, MAX_EVIDENCE).map(({ word }) => word) }];
		});
	};
}

function pointsOf(pattern: RegExp, parts: Readonly<Record<keyof typeof POINTS, string>>): number {
	if (pattern.test(parts.title)) return POINTS.title;
	if (pattern.test(parts.lead)) return POINTS.lead;
	return pattern.test(parts.rest) ? POINTS.rest : 0;
}

/** `олимпи*` matches any word that starts so; a rule without `*` matches whole words only. */
function toPattern(rule: string): RegExp {
	const isOpen = rule.endsWith('*');
	const words = fold(isOpen ? rule.slice(0, -1) : rule).trim().split(/\s+/).map(escapeRegExp);
	return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('\\s+')}${isOpen ? '' : '(?![\\p{L}\\p{N}])'}`, 'u');
}

function fold(text: string): string {
	return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
