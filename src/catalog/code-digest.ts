import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256 } from './documents.ts';

/** What texts and questions are read by, below the project's root; libraries by the lock file. */
export const READING_INPUTS = [
	'src/core',
	'src/catalog/documents.ts',
	'src/catalog/frontmatter.ts',
	'src/catalog/plain-text.ts',
	'src/catalog/search-text.ts',
	'package-lock.json',
];

/** Digest of files and folders below the project's root, tests aside, and of Node, whose tables tell letters apart. */
export function codeDigest(root: string, inputs: readonly string[]): string {
	const files = [...new Set(inputs.flatMap((path) => filesBelow(join(root, path))))].sort();
	const parts = files
		.filter((file) => !/\.(test|bench)\.ts$|\/fixtures\/|\/src\/(ingest|deploy|measure)\/|README\.md$/.test(file))
		.map((file) => `${relative(root, file)} ${sha256(readFileSync(file))}`);
	return sha256([process.version, ...parts].join('\n')).slice(0, 16);
}

function filesBelow(path: string): string[] {
	try {
		return readdirSync(path, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path];
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
		throw error;
	}
}
