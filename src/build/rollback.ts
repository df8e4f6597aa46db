import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Folders } from '#catalog/folders.ts';
import { takeLock } from '#catalog/lock.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { MARKER, openManifest } from './manifest.ts';
import { type PublishReport, recover, rollBack } from './publish.ts';

/**
 * Forgets the site before the last build, for good: it shows what was removed on request since.
 *
 * @throws ExpectedError while ingest or a build is at work.
 */
export function forgetEarlierSite({ cacheDir, distDir }: Folders): void {
	const release = takeLock(cacheDir, 'npm run remove');
	const manifest = openManifest({ cacheDir, distDir });
	try {
		recover(manifest);
		manifest.forgetUndo();
		rmSync(join(cacheDir, 'undo'), { recursive: true, force: true });
		rmSync(join(cacheDir, 'stage'), { recursive: true, force: true });
	} finally {
		manifest.close();
		release();
	}
}

/**
 * Puts the site of an output folder back as it was before the last build.
 *
 * @throws ExpectedError where there is no earlier site, or while ingest or a build is at work.
 */
export function rollBackSite({ cacheDir, distDir }: Folders): PublishReport {
	if (!existsSync(join(distDir, MARKER))) {
		throw new ExpectedError(`There is no site in ${distDir}. Run npm run build first, or name its folder in DIST_DIR.`);
	}
	const release = takeLock(cacheDir, 'npm run rollback');
	const manifest = openManifest({ cacheDir, distDir });
	try {
		if (recover(manifest) > 0)
			throw new ExpectedError(
				'The last build was interrupted while it published; the site is back as it was before it.',
			);
		return rollBack(manifest);
	} finally {
		manifest.close();
		release();
	}
}
