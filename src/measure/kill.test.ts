import { expect, test } from 'vitest';
import { killIngest } from './kill.ts';

test('an ingest that is killed leaves no half file, and the next one the bytes of an undisturbed one', async () => {
	const { findings } = await killIngest({ kills: 2, seed: 5, articles: 8, onProgress: () => undefined });
	expect(findings).toEqual([]);
}, 120_000);
