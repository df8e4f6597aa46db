import { existsSync } from 'node:fs';
import { type Manifest, type ManifestPlace, manifestPath, openManifest } from '#build/manifest.ts';
import { ExpectedError } from '#core/expected-error.ts';

/**
 * Opens the manifest of a finished site for as long as `work` takes.
 *
 * @throws ExpectedError where there is none.
 */
export async function withManifest<T>(
	{ cacheDir, distDir }: ManifestPlace,
	work: (manifest: Manifest) => Promise<T>,
): Promise<T> {
	if (!existsSync(manifestPath(cacheDir))) throw noSite(distDir);
	const manifest = openManifest({ cacheDir, distDir });
	try {
		if (manifest.journal().length > 0) {
			throw new ExpectedError(
				`A build was interrupted while it published to ${distDir}. Run npm run build first: it puts the site in order.`,
			);
		}
		if (manifest.builtFrom() === undefined) throw noSite(distDir);
		return await work(manifest);
	} finally {
		manifest.close();
	}
}

function noSite(distDir: string): ExpectedError {
	return new ExpectedError(
		`There is no finished site in ${distDir} yet. Run npm run build first, or name its folders in DIST_DIR and CACHE_DIR.`,
	);
}
