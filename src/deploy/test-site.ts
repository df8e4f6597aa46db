import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuiltFrom, openManifest } from '#build/manifest.ts';
import type { OutputKind } from '#build/output.ts';
import { publish } from '#build/publish.ts';
import { stageBytes } from '#build/stage.ts';
import { sha256 } from '#catalog/documents.ts';

/** Texts of a site's files, by path. */
export type Files = Readonly<Record<string, string>>;

const BUILT: BuiltFrom = { place: { epoch: 'e', seq: 1 }, asOf: '2026-11-01T00:00:00.000Z', template: 't' };

/** Kinds by the start of the path. */
const KINDS: readonly (readonly [start: string, kind: OutputKind])[] = [
	['_astro/', 'asset'],
	['media/', 'media'],
	['pagefind/', 'searchIndex'],
	['ru/2026/', 'article'],
	['ru/tags/', 'tag'],
	['ru/index.html', 'front'],
	['sitemap', 'sitemap'],
	['ru/rss.xml', 'feed'],
];

/** A site on disk as builds leave it, small and made in no time. */
export class TestSite {
	readonly root = mkdtempSync(join(tmpdir(), 'jarchy-deploy-'));
	readonly distDir = join(this.root, 'dist');
	readonly cacheDir = join(this.root, 'cache');

	/** Publishes `files` as the whole of the site. */
	build(files: Files, { isPartial = false } = {}): void {
		const stage = { dir: join(this.root, 'stage'), isWhole: false };
		const manifest = openManifest(this);
		if (isPartial) rmSync(this.distDir, { recursive: true, force: true });
		try {
			manifest.beginPlan();
			manifest.plan(
				Object.entries(files).map(([path, text]) => {
					const hash = sha256(text);
					const isNew = manifest.get(path)?.sha256 !== hash;
					if (isNew) stageBytes(stage, path, text);
					return { path, kind: kindOf(path), sha256: hash, size: Buffer.byteLength(text), isNew };
				}),
			);
			const indexed = Array.from(manifest.entries()).filter(({ kind }) => kind === 'searchIndex');
			const gone = indexed.map(({ path }) => path).filter((path) => files[path] === undefined);
			publish({ manifest, stage, gone: [...manifest.unplanned(), ...gone], built: BUILT, isPartial });
		} finally {
			manifest.close();
		}
	}

	/** Takes away everything that was made. */
	remove(): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}

function kindOf(path: string): OutputKind {
	return KINDS.find(([start]) => path.startsWith(start))?.[1] ?? 'page';
}
