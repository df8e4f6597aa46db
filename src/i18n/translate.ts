import en from './en.json' with { type: 'json' };
import ky from './ky.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import { type Messages, messagesSchema, type PluralForms } from './schema.ts';

/** Key of an interface text. All files have the same keys (a test holds them to it). */
export type MessageKey = keyof typeof ru;

/** What placeholders stand for; a `count` is written as a number of the language and chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

/** Looks up a text of one language. */
export type Translator = (key: MessageKey, values?: Values) => string;

const FILES: ReadonlyMap<string, Messages> = new Map(
	Object.entries({ ru, ky, en }).map(([lang, file]) => [lang, messagesSchema.parse(file)]),
);

/** Languages that the interface speaks. */
export const interfaceLanguages: readonly string[] = [...FILES.keys()];

/**
 * An interface text in a language, its placeholders filled.
 *
 * @example translate('ru', 'count.articles', { count: 3 }) // => '3 новости'
 * @throws Error for a language without a file, which an edition must have.
 */
export function translate(lang: string, key: MessageKey, values: Values = {}): string {
	const message = messagesOf(lang)[key];
	if (message === undefined)
		throw new Error(`Interface text “${key}” is missing in src/i18n/${lang}.json. Add it there.`);
	return fill(typeof message === 'string' ? message : chooseForm(message, lang, values), lang, values);
}

/** {@link translate} for one language. */
export function translatorFor(lang: string): Translator {
	return (key, values) => translate(lang, key, values);
}

/** The wordings of a text per plural category, placeholders unfilled, for scripts that count in the browser. */
export function pluralForms(lang: string, key: MessageKey): PluralForms {
	const message = messagesOf(lang)[key];
	if (message === undefined || typeof message === 'string') {
		throw new Error(`Interface text “${key}” in src/i18n/${lang}.json has no plural forms.`);
	}
	return message;
}

/** A text that only some languages or settings have, such as the name of a time zone's city. */
export function findMessage(lang: string, key: string): string | undefined {
	const message = messagesOf(lang)[key];
	return typeof message === 'string' ? message : undefined;
}

/** BCP 47 tag under which `Intl` knows a language of the interface: `en` is written as in Britain. */
export function localeOf(lang: string): string {
	return findMessage(lang, 'meta.locale') ?? lang;
}

/** Name of a language in that language, or its code where the interface does not speak it. */
export function languageName(lang: string): string {
	const file = FILES.get(lang);
	return file === undefined ? lang : String(file['meta.name']);
}

function messagesOf(lang: string): Messages {
	const messages = FILES.get(lang);
	if (messages === undefined) {
		throw new Error(
			`The interface has no texts in “${lang}”. Add src/i18n/${lang}.json, or remove the edition from src/site.config.ts.`,
		);
	}
	return messages;
}

function chooseForm(forms: PluralForms, lang: string, values: Values): string {
	const category = pluralRules(lang).select(Number(values['count'] ?? 0));
	return forms[category] ?? forms.other;
}

function fill(text: string, lang: string, values: Values): string {
	if (!text.includes('{')) return text;
	return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
		const value = values[name];
		if (value === undefined) return placeholder;
		return typeof value === 'number' ? numberFormat(lang).format(value) : value;
	});
}

const pluralRules = perLanguage((locale) => new Intl.PluralRules(locale));

/** How a language writes numbers. */
export const numberFormat = perLanguage((locale) => new Intl.NumberFormat(locale));

/** Makes something of `Intl` once for each language: that costs more than using it. */
export function perLanguage<T>(make: (locale: string) => T): (lang: string) => T {
	const made = new Map<string, T>();
	return (lang) => {
		const value = made.get(lang) ?? make(localeOf(lang));
		made.set(lang, value);
		return value;
	};
}
