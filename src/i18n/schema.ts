import { z } from 'astro/zod';

/** A text with placeholders in braces: `Источник: {source}`. */
const textSchema = z.string().min(1);

/** One wording per plural category of the language; `other` always, the rest as `Intl.PluralRules` names them. */
export const pluralSchema = z.strictObject({
	zero: textSchema.optional(),
	one: textSchema.optional(),
	two: textSchema.optional(),
	few: textSchema.optional(),
	many: textSchema.optional(),
	other: textSchema,
});

/** A file of interface texts, by key. */
export const messagesSchema = z.record(
	z.string().regex(/^[a-z][A-Za-z]*\.[\w./]+$/),
	z.union([textSchema, pluralSchema]),
);

export type PluralForms = z.infer<typeof pluralSchema>;
export type Messages = z.infer<typeof messagesSchema>;
