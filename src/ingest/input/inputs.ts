import { createReadStream, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { isWebUrl } from '#core/fields.ts';
import type { LocalDocument } from '../draft.ts';
import { IngestError } from '../errors.ts';

const PIECE_BYTES = 262_144;

/** Something to read: an address, or a file on this machine. */
export interface Input {
	/** Address, or path as a person would write it. */
	readonly location: string;
	/** Absent for an address. */
	readonly local?: LocalDocument;
	/** Found in a folder, not named itself: pictures and the like lie there too. */
	readonly isFound: boolean;
}

/**
 * What a path or address stands for: itself, or all files of a folder and the folders in it, sorted; dot files and
 * links are passed over.
 *
 * @throws IngestError where there is nothing.
 */
export function expandInput(
	named: string,
	folders: { readonly from: string; readonly roots: readonly string[] },
): Input[] {
	if (isWebUrl(named)) return [{ location: named, isFound: false }];
	try {
		return expandPath(named, folders);
	} catch (error) {
		throw error instanceof IngestError ? error : unreadable(named, error);
	}
}

function expandPath(named: string, folders: { readonly from: string; readonly roots: readonly string[] }): Input[] {
	const path = resolve(folders.from, named);
	const stat = statSync(path, { throwIfNoEntry: false });
	if (stat === undefined) throw new IngestError('INPUT_MISSING', { location: named });
	const root = realpathSync(stat.isDirectory() ? path : dirname(path));
	const roots = [...folders.roots, root];
	if (!stat.isDirectory()) return [{ location: named, local: { file: path, roots }, isFound: false }];
	const files = filesIn(path);
	if (files.length === 0) throw new IngestError('FOLDER_EMPTY', { location: named });
	return files.map((file) => ({ location: join(named, relative(path, file)), local: { file, roots }, isFound: true }));
}

/** The bytes of a local input, piece by piece. @throws IngestError where they cannot be read. */
export async function* readLocal({
	location,
	local,
}: Input & { readonly local: LocalDocument }): AsyncGenerator<Uint8Array> {
	try {
		for await (const piece of createReadStream(local.file, { highWaterMark: PIECE_BYTES })) yield piece;
	} catch (error) {
		throw unreadable(location, error);
	}
}

/** A local input's failure. */
export function unreadable(location: string, cause: unknown): IngestError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new IngestError('INPUT_UNREADABLE', { location, reason }, { cause });
}

function filesIn(folder: string): string[] {
	const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
	const paths = entries.flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesIn(path);
		return entry.isFile() ? [path] : [];
	});
	return paths.sort();
}
