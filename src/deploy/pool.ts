/** Works on items, so many at a time. After the first failure none is begun; it is thrown once those begun have ended. */
export async function inPool<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
	const failures: unknown[] = [];
	const queue = items.values();
	const workers = Array.from({ length: Math.min(most, items.length) }, async () => {
		for (const item of queue) {
			if (failures.length > 0) return;
			try {
				await work(item);
			} catch (error) {
				failures.push(error);
			}
		}
	});
	await Promise.all(workers);
	if (failures.length > 0) throw failures[0];
}
