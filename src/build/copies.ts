import { readFileSync, statSync } from 'node:fs';
import { sha256 } from '#catalog/documents.ts';
import type { Manifest } from './manifest.ts';
import type { PlannedEntry } from './manifest-entry.ts';
import type { CopiedOutput } from './output.ts';
import { type Stage, stageBytes, stageFile } from './stage.ts';

/**
 * Puts the outputs that are not rendered into the stage folder, where they differ from what stands: copies by link,
 * texts as files. A picture whose name and size are known is not read again: its name holds its content's hash.
 */
export function* stageCopies(
	outputs: readonly CopiedOutput[],
	{ manifest, stage }: { manifest: Manifest; stage: Stage },
): Generator<PlannedEntry> {
	for (const { path, kind, from } of outputs) {
		const known = manifest.get(path);
		if (from.by === 'copy' && kind === 'media' && known?.size === statSync(from.file).size) {
			yield { ...known, kind, isNew: false };
			continue;
		}
		const bytes = from.by === 'text' ? Buffer.from(from.text) : readFileSync(from.file);
		const entry = { path, kind, sha256: sha256(bytes), size: bytes.byteLength };
		const isNew = known?.sha256 !== entry.sha256;
		if (isNew && from.by === 'copy') stageFile(stage, path, from.file);
		else if (isNew) stageBytes(stage, path, bytes);
		yield { ...entry, isNew };
	}
}
