/** True where words stand one after another among others. */
export function hasRow(words: readonly string[], row: readonly string[]): boolean {
	return row.length > 0 && words.some((_, start) => row.every((word, index) => words[start + index] === word));
}
