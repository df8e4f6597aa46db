import { IngestError } from './errors.ts';

/**
 * What stops the reading of one document, and of no other: a mistake of this program that the document brings to light becomes a failure to read it.
 *
 * @throws what is none, such as a full disk.
 */
export function failureOf(error: unknown, location: string): IngestError {
	if (error instanceof IngestError) return error;
	const isMistake = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
	if (!(isMistake && error instanceof Error)) throw error;
	return new IngestError('DOCUMENT_NOT_UNDERSTOOD', { location, reason: error.message }, { cause: error });
}

/** What is read of a document; what stops the one who takes it stays as it is. */
export async function* readingOf<Item>(items: AsyncIterable<Item>, location: string): AsyncGenerator<Item> {
	try {
		yield* items;
	} catch (error) {
		throw failureOf(error, location);
	}
}
