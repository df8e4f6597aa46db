import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { Transform } from 'node:stream';

/** Passes bytes on and has `hash` take them in. */
export function hashTo(hash: Hash): Transform {
	return new Transform({
		transform(chunk, _encoding, done) {
			hash.update(chunk);
			done(undefined, chunk);
		},
	});
}

/** Writes text that comes in pieces to a file, and says what it holds then. */
export function writeHashed(file: string, pieces: Iterable<string>): { sha256: string; size: number } {
	const hash = createHash('sha256');
	let size = 0;
	const to = openSync(file, 'w');
	try {
		for (const piece of pieces) {
			const bytes = Buffer.from(piece);
			hash.update(bytes);
			size += bytes.byteLength;
			for (let at = 0; at < bytes.byteLength; ) at += writeSync(to, bytes, at);
		}
	} finally {
		closeSync(to);
	}
	return { sha256: hash.digest('hex'), size };
}
