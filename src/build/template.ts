import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sha256 } from '#catalog/documents.ts';

/** What the templates are made of, below the project's root. */
const TEMPLATE_INPUTS = ['src', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * Digest of everything that shapes pages apart from content: sources, configuration, lock file, public files,
 * the Node version and the site's address. The bundle and every rendered page stand under it.
 */
export function templateDigest(root: string): string {
	const files = TEMPLATE_INPUTS.flatMap((path) => filesBelow(join(root, path))).sort();
	const parts = files
		.filter((file) => !/\.(test|bench)\.ts$|\/fixtures\/|\/src\/ingest\/|README\.md$/.test(file))
		.map((file) => `${relative(root, file)} ${sha256(readFileSync(file))}`);
	return sha256([process.version, process.env['SITE_URL'] ?? '', ...parts].join('\n')).slice(0, 16);
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
