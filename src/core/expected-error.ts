/**
 * Something went wrong that can go wrong: a taken port, a lock, a page that cannot be rendered. Its message says what
 * happened, why, and what to do; commands print it without a stack.
 */
export class ExpectedError extends Error {
	override name = 'ExpectedError';
}

/** Wrong usage or configuration: what the user typed or set cannot be meant. Commands end with exit code 2. */
export class UsageError extends ExpectedError {
	override name = 'UsageError';
}
