/**
 * An object with one key, or with none where there is no value, to be spread into another.
 *
 * @example given('title', undefined) // => {}
 */
export function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
	const entry: Partial<Record<K, V>> = {};
	if (value !== undefined) entry[key] = value;
	return entry;
}
