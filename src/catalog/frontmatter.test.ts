import { expect, test } from 'vitest';
import { formatMarkdownFile, parseMarkdownFile, parseYaml } from './frontmatter.ts';

test.each(['js', 'javascript', 'coffee', 'json', 'toml'])('frontmatter in %s is refused, never run', (language) => {
	const text = `---${language}\nglobalThis.hasRun = true\n---\nx`;
	expect(() => parseMarkdownFile(text)).toThrow('expected frontmatter');
	expect(globalThis).not.toHaveProperty('hasRun');
});

test('a second block in another language is no code either', () => {
	expect(parseMarkdownFile('---\n---js\n{x: globalThis.hasRun = true}\n---\nx').data).toEqual({});
	const written = formatMarkdownFile({ title: 'x' }, '---js\nglobalThis.hasRun = true\n---');
	expect(parseMarkdownFile(written).data).toEqual({ title: 'x' });
	expect(globalThis).not.toHaveProperty('hasRun');
});

test.each([
	'a: !!js/function "function () { globalThis.hasRun = true }"',
	'a: !!python/object/apply:os.system ["true"]',
	'['.repeat(20_000),
	'? '.repeat(15_000),
	`a: &a [x, x]\n${Array.from({ length: 30 }, (_, index) => `k${index}: *a`).join('\n')}`,
	`a: ${'x'.repeat(70_000)}`,
])('YAML that means harm is refused (case %#)', (text) => {
	expect(() => parseYaml(text)).toThrow();
});

test('YAML changes no prototype, and merges nothing in', () => {
	expect(Object.getPrototypeOf(parseYaml('__proto__: {x: 1}'))).toBe(Object.prototype);
	expect(parseYaml('a: &a {x: 1}\nb: {<<: *a}')).toEqual({ a: { x: 1 }, b: { '<<': { x: 1 } } });
});

test('every character comes back as it was written', () => {
	const odd = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');
	const written = formatMarkdownFile({ title: odd, more: '\ufffe\uffff\ufeff😀' }, 'x');
	expect(parseMarkdownFile(written).data).toEqual({ title: odd, more: '\ufffe\uffff\ufeff😀' });
});

test('a file is written with what can stand in it, so that the next run finds the same bytes', () => {
	const written = formatMarkdownFile({ title: 'x' }, 'half \ud83d of a character');
	expect(Buffer.from(written).toString()).toBe(written);
});
