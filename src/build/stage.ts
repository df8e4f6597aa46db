import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { sha256 } from '#catalog/documents.ts';
import { ExpectedError } from '#core/expected-error.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';
import type { Output, OutputKind } from './output.ts';
import { stageFile } from './publish.ts';

/**
 * Puts the outputs that are not rendered into the stage folder: copies by link, texts as files. A picture
 * whose name and size the last build knows is not read again: its name holds its content's hash.
 *
 * @throws ExpectedError naming a picture that is missing in the content folder.
 */
export function stageFiles(outputs: readonly Output[], stageDir: string, before: Manifest): [string, ManifestEntry][] {
	return outputs.flatMap((output): [string, ManifestEntry][] => {
		const { path, kind, from } = output;
		if (from.by === 'render') return [];
		const staged = join(stageDir, path);
		if (from.by === 'text') {
			mkdirSync(dirname(staged), { recursive: true });
			writeFileSync(staged, from.text);
			return [[path, { kind, sha256: sha256(from.text), size: Buffer.byteLength(from.text) }]];
		}
		const size = statSync(from.file, { throwIfNoEntry: false })?.size;
		if (size === undefined) {
			throw new ExpectedError(
				`${path}: the picture is not in the content folder. Restore ${from.file}, or run ingest again.`,
			);
		}
		stageFile(from.file, staged);
		const known = before.get(path);
		if (kind === 'media' && known?.size === size) return [[path, known]];
		return [[path, { kind, sha256: sha256(readFileSync(from.file)), size }]];
	});
}

/** Entries of all files below one folder of the stage, as one kind. */
export function entriesOf(stageDir: string, folder: string, kind: OutputKind): [string, ManifestEntry][] {
	const root = join(stageDir, folder);
	if (!existsSync(root)) return [];
	return readdirSync(root, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => {
			const bytes = readFileSync(file);
			const path = relative(stageDir, file).split(sep).join('/');
			return [path, { kind, sha256: sha256(bytes), size: bytes.byteLength }];
		});
}
