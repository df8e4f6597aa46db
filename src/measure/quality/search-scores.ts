import type { Asked } from './search-browser.ts';
import { DEPTH } from './search-browser.ts';
import type { Question } from './search-plan.ts';
import type { Metrics } from './suite.ts';

/** Where the first right document of an answer stands, from 1 on; 0 where none of the first ten is right. */
export function rankOf(question: Question | undefined, paths: readonly string[]): number {
	return paths.slice(0, DEPTH).findIndex((path) => question?.right.has(path) === true) + 1;
}

/** Share of questions answered at the first place and among ten, and the mean of 1 ÷ rank. */
export function relevance(ranks: readonly number[]): Metrics {
	const mean = (score: (rank: number) => number): number =>
		ranks.reduce((sum, rank) => sum + score(rank), 0) / Math.max(1, ranks.length);
	return {
		hit1: mean((rank) => (rank === 1 ? 1 : 0)),
		mrr10: mean((rank) => (rank === 0 ? 0 : 1 / rank)),
		recall10: mean((rank) => (rank === 0 ? 0 : 1)),
	};
}

/** Share of questions answered first, with older news opened as far as need be; nothing where all is asked at once. */
export function onDemand(asked: readonly Asked[], { hit1 }: Metrics): Metrics {
	const found = asked.filter(({ isFirstOnDemand }) => isFirstOnDemand).length / Math.max(1, asked.length);
	return found === hit1 ? {} : { hit1OnDemand: found };
}

/** What a question cost a reader, on average. */
export function costs(asked: readonly Pick<Asked, 'bytes' | 'requests' | 'ms'>[]): Metrics {
	const mean = (value: (one: (typeof asked)[number]) => number): number =>
		asked.reduce((sum, one) => sum + value(one), 0) / Math.max(1, asked.length);
	return {
		bytesPerQuery: mean(({ bytes }) => bytes),
		requestsPerQuery: mean(({ requests }) => requests),
		msPerQuery: mean(({ ms }) => ms),
	};
}
