/** The bytes of a document in pieces, to be read once. */
export type Body = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The first bytes of a body, at least `count` of them where it has so many, and a body that begins with them again. */
export async function peekBody(
	body: Body,
	count: number,
): Promise<{ head: Uint8Array; body: AsyncIterable<Uint8Array> }> {
	const pieces = piecesOf(body);
	const taken: Uint8Array[] = [];
	let size = 0;
	while (size < count) {
		const next = await pieces.next();
		if (next.done === true) break;
		taken.push(next.value);
		size += next.value.length;
	}
	return { head: Buffer.concat(taken), body: again(taken, pieces) };
}

async function* again(taken: readonly Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* taken;
		yield* rest;
	} finally {
		await rest.return(undefined);
	}
}

/** The pieces of a body, one at a time. */
export async function* piecesOf(body: Body): AsyncGenerator<Uint8Array> {
	yield* body;
}
