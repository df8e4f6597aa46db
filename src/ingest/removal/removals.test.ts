import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SetupError } from '../jobs.ts';
import { formatReport } from '../report.ts';
import { makeTestRun, prose, rss, type TestRun } from '../test-run.ts';

const ID = 'abcdefghij';
const LINK = 'https://press.example/taken-down';

let run: TestRun;
beforeEach(() => {
	run = makeTestRun();
	run.write(
		'feeds/one.xml',
		rss({ title: 'Снято', link: LINK, html: prose(60) }, { title: 'Живо', link: `${LINK}-not` }),
	);
	run.writeSource('press', ['feeds/one.xml']);
	run.write(
		`removed/${ID}.yaml`,
		`removed: article\npermalink: /ru/2021/07/29/snyato-${ID}/\nsource: press\nidentity: ["${LINK}"]\nremovedAt: "2026-10-01T10:00:00+06:00"\nwhy: The publisher asked\n`,
	);
});
afterEach(() => run.dispose());

test('what was removed on request is left out and counted, the rest is taken in', async () => {
	const report = await run.ingest();
	expect([...run.articles().keys()]).toEqual(['Живо']);
	expect(formatReport(report)).toContain('Left out what was removed on request: 1 of press.');
});

test('it does not come back under the address of another source, nor with tracking parameters', async () => {
	run.write('feeds/other.xml', rss({ title: 'Чужими словами', link: `${LINK}?utm_source=x`, html: prose(60, 2) }));
	run.writeSource('other', ['feeds/other.xml']);
	await run.ingest();
	expect([...run.articles().keys()]).toEqual(['Живо']);
});

test('a further name that a feed gives it is remembered for the time when the feed gives no other', async () => {
	const moved = { title: 'Снято', link: 'https://press.example/moved', html: prose(60) };
	run.write('feeds/one.xml', rss({ ...moved, link: LINK, guid: 'g-7' }, { ...moved, guid: 'g-7' }));
	await run.ingest();
	expect(run.articles().size).toBe(0);
	expect(readFileSync(join(run.contentDir, `removed/${ID}.yaml`), 'utf8')).toContain('https://press.example/moved');
	run.write('feeds/one.xml', rss(moved));
	await run.ingest();
	expect(run.articles().size).toBe(0);
});

test('a source that was removed is not read, and whoever asks for it is told how to take it up again', async () => {
	run.write(
		'removed/source-press.yaml',
		'removed: source\nsource: press\nremovedAt: "2026-10-01T10:00:00+06:00"\nwhy: The publisher asked\n',
	);
	run.write('feeds/other.xml', rss({ title: 'Другое', link: 'https://other.example/1' }));
	run.writeSource('other', ['feeds/other.xml']);
	await run.ingest();
	expect([...run.articles().keys()]).toEqual(['Другое']);
	const asked = run.ingest({ source: 'press' });
	await expect(asked).rejects.toThrow(SetupError);
	await expect(asked).rejects.toThrow(
		/was removed on request on 2026-10-01 \(The publisher asked\).*source-press\.yaml/,
	);
});
