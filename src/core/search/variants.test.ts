import { expect, test } from 'vitest';
import { searchTokens } from './tokens.ts';
import { variantsOf } from './variants.ts';

/** True where a question of one word finds a text of one word. */
function finds(question: string, text: string): boolean {
	const key = searchTokens(text)[0]?.key ?? '';
	return variantsOf(question).some((variant) => key.startsWith(variant.key));
}

test.each([
	['Zhaparov', 'Жапаров'],
	['Japarov', 'Жапаровдун'],
	['Жапаров', 'Japarov'],
	['Shoigu', 'Шойгу'],
	['Shoygu', 'Шойгуну'],
	['Schoigu', 'Шойгу'],
	['Šojgu', 'Шойгу'],
	['Choïgou', 'Шойгу'],
	['Jeenbekov', 'Жээнбековго'],
	['Zheenbekov', 'Жээнбеков'],
	['Bischkek', 'Бишкекте'],
	['Bichkek', 'Бишкек'],
	['Atambajew', 'Атамбаева'],
	['Atambaiev', 'Атамбаев'],
	['Manas', 'Манас'],
	['Yeltsin', 'Ельцина'],
	['Khrushchev', 'Хрущёв'],
	['Rossiya', 'Россия'],
	['Rossiia', 'России'],
	['Kengesh', 'Кеңеш'],
	['Jekaterinburg', 'Екатеринбурге'],
	['Selenskyj', 'Зеленского'],
	['Yusticiya', 'Юстиция'],
	['Yury', 'Юрием'],
	['Oezgoen', 'Өзгөндө'],
	['Canışov', 'Жанышов'],
	['Çıngız', 'Чыңгыз'],
	['Mariyam', 'Мариям'],
	['Belarus', 'Беларусь'],
	['Chekhija', 'Чехия'],
	['Tashiev', 'Ташиева'],
	['Keneš', 'Кеңеш'],
	['Menning', 'Меннингу'],
	['Jalalabad', 'Джалал-Абад'],
	['алатоо', 'Ала-Тоо'],
])('%s finds %s', (question, text) => {
	expect(finds(question, text)).toBe(true);
});

test.each([
	['окмот', 'өкмөттүн'],
	['өкмөтү', 'өкмөт'],
	['балыгы', 'балык'],
	['балык', 'балыгы'],
	['китеп', 'китеби'],
	['китептерибиз', 'китеп'],
	['мамлекет', 'мамлекеттик'],
	['мамлекеттин', 'мамлекет'],
	['шаарларыбыздагы', 'шаар'],
	['барганбы', 'барган'],
	['выборами', 'выборы'],
	['Жапарова', 'Жапаров'],
	['Жапаровым', 'Жапаров'],
	['Ташиева', 'Ташиев'],
	['Киева', 'Киев'],
	['Киев', 'Киевом'],
	['Беларуси', 'Беларусь'],
	['Беларусь', 'Беларуси'],
	['elections', 'elected'],
])('%s finds %s, which is a form of the same word', (question, text) => {
	expect(finds(question, text)).toBe(true);
});

test.each([
	['кит', 'кот'],
	['Ош', 'уш'],
	['Нарын', 'Талас'],
	['main', 'man'],
	['Киев', 'кит'],
	['Ташиев', 'Ташкент'],
	['окмот', 'окмен'],
])('%s does not find %s', (question, text) => {
	expect(finds(question, text)).toBe(false);
});

test('the word as typed comes first and counts most', () => {
	const variants = variantsOf('Shoygu');
	expect(variants[0]).toEqual({ key: 'shoigu', weight: 1 });
	expect(variants.every(({ weight }) => weight <= 1)).toBe(true);
});

test.each(['', '…', "'"])('%j is looked for by nothing', (word) => {
	expect(variantsOf(word)).toEqual([]);
});
