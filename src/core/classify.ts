import type { TopicAssignment } from './article.ts';
import { cutAtWord } from './excerpt.ts';
import type { Topic } from './topic.ts';

/** A text to be filed. */
export interface ClassifiedText {
	readonly title: string;
	/** The whole text, plain, also where rights keep less of it. */
	readonly text: string;
}

/** What a topic needs to be the article's, and what a word of its rules is worth at its best place. */
const ENOUGH = 2;
const POINTS = { title: 2, lead: 1, rest: 0.5 } as const;
const LEAD_LENGTH = 300;
const MAX_EVIDENCE = 6;
/** Bounds the article's file: texts may hold “words” of any length, and no article is about more topics. */
const MAX_EVIDENCE_LENGTH = 80;
const MAX_TOPICS = 12;

/** A word or phrase of a topic's rules: its words, each to match whole or (`vaccin*`) as a beginning. */
interface Rule {
	readonly topic: string;
	readonly isVeto: boolean;
	readonly words: readonly RuleWord[];
}

interface RuleWord {
	readonly start: string;
	readonly isOpen: boolean;
}

/** Rules by their first word; `longest` bounds the search among open beginnings. */
interface RuleIndex {
	readonly whole: ReadonlyMap<string, readonly Rule[]>;
	readonly open: ReadonlyMap<string, readonly Rule[]>;
	readonly longest: number;
}

/** A rule's words in a text, and how the text spells them. */
interface Match {
	readonly rule: Rule;
	readonly points: number;
	readonly found: string;
}

const indexes = new WeakMap<readonly Topic[], RuleIndex>();

/**
 * The topics whose rules a text meets, surest first, each with the words of the text that decided. A word in the
 * title counts 2, in the first 300 characters 1, elsewhere ½, each once; 2 are enough. A word to exclude vetoes.
 *
 * @example classifyTopics({ title: 'Вакцинация началась', text: '' }, [health]) // => [{ id: 'health', by: 'rule', evidence: ['вакцинация'] }]
 */
export function classifyTopics({ title, text }: ClassifiedText, topics: readonly Topic[]): TopicAssignment[] {
	const index = indexOf(topics);
	const best = new Map<Rule, Match>();
	for (const match of [...matches(title, index, () => POINTS.title), ...matches(text, index, leadFirst)]) {
		const earlier = best.get(match.rule);
		if (earlier === undefined || earlier.points < match.points) best.set(match.rule, match);
	}
	const found = [...best.values()];
	const vetoed = new Set(found.filter(({ rule }) => rule.isVeto).map(({ rule }) => rule.topic));
	return topics
		.filter(({ id }) => !vetoed.has(id))
		.map(({ id }) => ({ id, own: found.filter(({ rule }) => rule.topic === id) }))
		.map(({ id, own }) => ({ id, own, points: own.reduce((sum, { points }) => sum + points, 0) }))
		.filter(({ points }) => points >= ENOUGH)
		.sort((a, b) => b.points - a.points)
		.slice(0, MAX_TOPICS)
		.map(({ id, own }) => ({ id, by: 'rule', evidence: evidenceOf(own) }));
}

function leadFirst(at: number): number {
	return at < LEAD_LENGTH ? POINTS.lead : POINTS.rest;
}

function evidenceOf(own: readonly Match[]): string[] {
	const telling = own.toSorted((a, b) => b.points - a.points || (a.found < b.found ? -1 : 1));
	return [...new Set(telling.map(({ found }) => cutAtWord(found, MAX_EVIDENCE_LENGTH)))].slice(0, MAX_EVIDENCE);
}

function* matches(text: string, index: RuleIndex, pointsAt: (at: number) => number): Generator<Match> {
	const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map((word) => ({ text: fold(word[0]), at: word.index }));
	for (const [position, word] of words.entries()) {
		for (const rule of candidates(word.text, index)) {
			const run = words.slice(position, position + rule.words.length);
			if (!rule.words.every((expected, offset) => fits(expected, run[offset]?.text))) continue;
			yield { rule, points: pointsAt(word.at), found: run.map((one) => one.text).join(' ') };
		}
	}
}

function* candidates(word: string, { whole, open, longest }: RuleIndex): Generator<Rule> {
	yield* whole.get(word) ?? [];
	for (let length = 1; length <= Math.min(longest, word.length); length++) yield* open.get(word.slice(0, length)) ?? [];
}

function fits({ start, isOpen }: RuleWord, word: string | undefined): boolean {
	return word !== undefined && (isOpen ? word.startsWith(start) : word === start);
}

function indexOf(topics: readonly Topic[]): RuleIndex {
	const known = indexes.get(topics);
	if (known !== undefined) return known;
	const rules = topics.flatMap(({ id, rules: { words, exclude } }) => [
		...words.map((name): Rule => ({ topic: id, isVeto: false, words: toRuleWords(name) })),
		...(exclude ?? []).map((name): Rule => ({ topic: id, isVeto: true, words: toRuleWords(name) })),
	]);
	const whole = new Map<string, Rule[]>();
	const open = new Map<string, Rule[]>();
	for (const rule of rules) {
		const first = rule.words[0];
		if (first === undefined) continue;
		const map = first.isOpen ? open : whole;
		map.set(first.start, [...(map.get(first.start) ?? []), rule]);
	}
	const index = { whole, open, longest: Math.max(0, ...[...open.keys()].map((start) => start.length)) };
	indexes.set(topics, index);
	return index;
}

function toRuleWords(name: string): RuleWord[] {
	const words = fold(name).match(/[\p{L}\p{M}\p{N}]+\*?/gu) ?? [];
	return words.map((word) => ({ start: word.replace('*', ''), isOpen: word.endsWith('*') }));
}

function fold(text: string): string {
	return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}
