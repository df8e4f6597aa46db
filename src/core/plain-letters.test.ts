import { expect, test } from 'vitest';
import { toPlainLetters } from './plain-letters.ts';

test.each([
	['Кыргызcтaн', 'кыргызстан'],
	['MOCKОBCKИЙ', 'московский'],
	['Miсrosoft', 'microsoft'],
	['SMSтер', 'ѕмѕтер'],
	['COVIDдин', 'covidдин'],
	['iPhone жана Samsung', 'iphone жана samsung'],
	['жаӊы ѳлкѳ', 'жаңы өлкө'],
	['O‘zbekiston gʻalabasi', "o'zbekiston g'alabasi"],
	['За\u0301мок', 'замок'],
	['İstanbul', 'istanbul'],
	['окуңуз: https://example.com/a?b=c редакция@… info@example.com', 'окуңуз:   редакция@…  '],
])('makes plain letters of %s', (text, plain) => {
	expect(toPlainLetters(text)).toBe(plain);
});
