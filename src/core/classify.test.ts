import { expect, test } from 'vitest';
import { classifyTopics } from './classify.ts';
import type { Topic } from './topic.ts';

const topic = (id: string, words: string[], exclude: string[] = []): Topic => ({
	id,
	labels: { en: id },
	order: 1,
	rules: { words, exclude },
});
const topics = [
	topic('health', ['вакцин*', 'оорукана*', 'public health', 'covid-19'], ['vaccine for cattle']),
	topic('sport', ['гонка', 'чемпионат*', 'ёлка']),
];
const idsFor = (title: string, text = ''): string[] => classifyTopics({ title, text }, topics).map(({ id }) => id);

test('one word in the title is enough', () => {
	expect(idsFor('Вакцинация началась в Оше')).toEqual(['health']);
});

test('two words in the lead are enough, one is not', () => {
	expect(idsFor('Кабар', 'Ооруканаларда вакцина бар.')).toEqual(['health']);
	expect(idsFor('Кабар', 'Ооруканада орун жок.')).toEqual([]);
});

test('further down in the text it takes four words', () => {
	const lead = 'текст '.repeat(60);
	expect(idsFor('Новость', `${lead} вакцина, оорукана, public health`)).toEqual([]);
	expect(idsFor('Новость', `${lead} вакцина, оорукана, public health, COVID-19`)).toEqual(['health']);
});

test('a word without a star matches whole words only, and never in the middle of one', () => {
	expect(idsFor('Гонками здесь не удивишь')).toEqual([]);
	expect(idsFor('Автогонка на Иссык-Куле')).toEqual([]);
	expect(idsFor('Гонка на Иссык-Куле')).toEqual(['sport']);
});

test('matches phrases and words with hyphens, and е for ё', () => {
	expect(idsFor('Public  Health at risk')).toEqual(['health']);
	expect(idsFor('COVID-19: что известно')).toEqual(['health']);
	expect(idsFor('Елка')).toEqual(['sport']);
});

test('a word to exclude vetoes the topic', () => {
	expect(idsFor('Вакцина', 'A vaccine for cattle arrived.')).toEqual([]);
});

test('gives the surest topic first, with the words that decided as the text spells them', () => {
	expect(
		classifyTopics({ title: 'Чемпионат: гонка', text: 'Чемпионат. Вакцина, ооруканалар, public health.' }, topics),
	).toEqual([
		{ id: 'sport', by: 'rule', evidence: ['гонка', 'чемпионат'] },
		{ id: 'health', by: 'rule', evidence: ['public health', 'вакцина', 'ооруканалар'] },
	]);
});
