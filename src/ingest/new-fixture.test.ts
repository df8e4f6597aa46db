import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portrayCase } from './golden-case.ts';
import { addFixture, type NewFixtureOptions } from './new-fixture.ts';
import { prose, QUICK, rss } from './test-run.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let folder: string;
let server: TestServer;
let options: Omit<NewFixtureOptions, 'named'>;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'jarchy-fixtures-'));
	options = {
		fixturesDir: folder,
		contentDir: folder,
		contact: 'mail@example.com',
		now: '2026-11-01T03:00:00Z',
		allowPrivate: true,
		settings: QUICK,
	};
	server = await startTestServer((request, response) => {
		if (request.url !== '/news/1') response.writeHead(404).end();
		else
			response
				.writeHead(200, { 'content-type': 'text/html; charset=windows-1251' })
				.end(Buffer.from('<!doctype html><title>\xCA\xE0\xE1\xE0\xF0</title><h1>\xCA\xE0\xE1\xE0\xF0</h1>', 'latin1'));
	});
});
afterEach(async () => {
	await server.close();
	rmSync(folder, { recursive: true });
});

test('saves a page as it came, whence, and what is read from it', async () => {
	const { files } = await addFixture({ ...options, named: `${server.url}/news/1`, name: 'old-page', lang: 'ky' });
	const saved = join(folder, 'old-page');
	expect(readdirSync(saved).sort()).toEqual([...files].sort());
	expect(readFileSync(join(saved, 'source.html'), 'latin1')).toContain('<h1>\xCA\xE0\xE1\xE0\xF0</h1>');
	expect(JSON.parse(readFileSync(join(saved, 'origin.json'), 'utf8'))).toEqual({
		address: `${server.url}/news/1`,
		contentType: 'text/html; charset=windows-1251',
		fetchedAt: '2026-11-01T03:00:00Z',
		lang: 'ky',
	});
	expect(readFileSync(join(saved, 'expected.md'), 'utf8')).toBe(await portrayCase(saved));
});

test('saves a file under its name, twice under two names', async () => {
	const file = join(folder, 'Лента.xml');
	writeFileSync(file, rss({ title: 'Кабар', link: 'https://daily.example/1', html: `<p>${prose(60)}</p>` }));
	const { expected, files } = await addFixture({ ...options, named: file, name: 'feed' });
	expect(files).toEqual(['source.xml', 'expected.md']);
	expect(expected).toContain('"title": "Кабар"');
	await expect(addFixture({ ...options, named: file, name: 'feed' })).rejects.toThrow(
		/There is a case “feed” already: .* Give the new one another name with --name\./,
	);
	await addFixture({ ...options, named: file, name: 'feed-2' });
	expect(readdirSync(folder)).toContain('feed-2');
});

test.each(['../outside', 'Имя', ''])('takes no folder named “%s”', async (name) => {
	await expect(addFixture({ ...options, named: `${server.url}/news/1`, name })).rejects.toThrow(/is no name of a case/);
	expect(server.requests).toEqual([]);
});

test('leaves nothing where the page cannot be had', async () => {
	await expect(addFixture({ ...options, named: `${server.url}/gone` })).rejects.toMatchObject({ code: 'FETCH_GONE' });
	await expect(addFixture({ ...options, named: join(folder, 'none.html') })).rejects.toMatchObject({
		code: 'INPUT_MISSING',
	});
	expect(readdirSync(folder)).toEqual([]);
});
