import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { searchDigest, searchVersion } from './template.ts';

const project = resolve(import.meta.dirname, '../..');

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'jarchy-template-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string): void => {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
};

test('an index and its reader no longer agree where code that makes keys of words is another', () => {
	const made = importedBy('src/core/search/tokens.ts', 'src/core/search/variants.ts');
	expect(made).toContain('src/core/plain-letters.ts');
	for (const path of made) {
		const version = searchVersion(root);
		write(path, 'other');
		expect([path, searchVersion(root)]).not.toEqual([path, version]);
	}
});

test('an index is made anew where code or libraries that read articles are others', () => {
	for (const path of [...importedBy('src/catalog/search-text.ts', 'src/catalog/documents.ts'), 'package-lock.json']) {
		const digest = searchDigest(root);
		write(path, 'other');
		expect([path, searchDigest(root)]).not.toEqual([path, digest]);
	}
});

/** Our own files that some of them import, and those. */
function importedBy(...entries: string[]): string[] {
	const found = new Set<string>();
	const visit = (path: string): void => {
		if (found.has(path)) return;
		found.add(path);
		const text = readFileSync(join(project, path), 'utf8');
		for (const [, address = ''] of text.matchAll(/^(?:import|\} from).*?'((?:\.|#(?:core|catalog)\/).*?\.ts)';$/gm)) {
			const file = address.startsWith('#') ? `src/${address.slice(1)}` : join(dirname(path), address);
			visit(relative('.', file));
		}
	};
	for (const entry of entries) visit(entry);
	return [...found].sort();
}
