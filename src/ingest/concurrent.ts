/** Works on items as they come, several at one time; ends when all are done. */
export async function eachAtOnce<T>(
	items: Iterable<T>,
	atOnce: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const waiting = items[Symbol.iterator]();
	const worker = async (): Promise<void> => {
		for (let next = waiting.next(); next.done !== true; next = waiting.next()) await work(next.value);
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
}
