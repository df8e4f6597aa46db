import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '#catalog/documents.ts';
import type { Manifest } from './manifest.ts';
import type { PlannedEntry } from './manifest-entry.ts';
import type { CopiedOutput } from './output.ts';
import { stageFile } from './publish.ts';

/**
 * Puts the outputs that are not rendered into the stage folder, where they differ from what stands: copies by link,
 * texts as files. A picture whose name and size are known is not read again: its name holds its content's hash.
 */
export function* stageFiles(
	outputs: readonly CopiedOutput[],
	{ manifest, stageDir }: { manifest: Manifest; stageDir: string },
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
		if (isNew && from.by === 'copy') stageFile(from.file, join(stageDir, path));
		else if (isNew) writeFile(join(stageDir, path), bytes);
		yield { ...entry, isNew };
	}
}

function writeFile(path: string, bytes: Uint8Array): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, bytes);
}
