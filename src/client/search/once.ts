/** What a name stands for, loaded where it is not known; forgotten where that fails, so that the next call tries again. */
export function once<K, V>(known: Map<K, Promise<V>>, name: K, load: () => Promise<V>): Promise<V> {
	const loading = known.get(name) ?? load();
	known.set(name, loading);
	loading.catch(() => known.delete(name));
	return loading;
}
