import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, ManifestPlace } from '#build/manifest.ts';
import { takeLock } from '#catalog/lock.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { type Changed, changedAddresses } from './announce.ts';
import { withManifest } from './finished.ts';
import { readHost } from './host.ts';
import { type Count, type Ledger, openLedger } from './ledger.ts';
import { send } from './send.ts';
import type { Target } from './target.ts';

/** What to send where. */
export interface DeployOptions extends ManifestPlace {
	readonly target: Target;
	/** Which site this is, by a name that never changes. */
	readonly site: string;
	/** True to find out what would be done, and change nothing at the target. */
	readonly isDryRun?: boolean;
	/** True where the report is to say which feeds and pages changed. */
	readonly namesChanges?: boolean;
	/** Told when a step begins and, where it takes long, how much of it is done. */
	readonly onProgress?: (step: DeployStep, done?: number, total?: number) => void;
	/** Told what a person should know, in a sentence. */
	readonly onNote?: (text: string) => void;
}

export type DeployStep = 'compare' | 'upload' | 'delete';

/** What a deploy did, or would do; files by kind. */
export interface DeployReport {
	readonly uploaded: readonly Count[];
	readonly deleted: readonly Count[];
	/** What the next deploy deletes. */
	readonly leaving: readonly Count[];
	/** Files that stand there as they should already. */
	readonly unchanged: number;
	/** Where it was asked for. */
	readonly changed?: Changed;
}

/**
 * Sends the difference between the site in `dist/` and what the target holds: files that others link to first, those
 * that are gone last.
 *
 * @throws ExpectedError where there is no finished site, files to be sent are not in `dist/`, or the target fails.
 */
export async function deploySite(options: DeployOptions): Promise<DeployReport> {
	const { target, cacheDir } = options;
	const release = takeLock(cacheDir, 'npm run deploy');
	try {
		return await withManifest(options, async (manifest) => {
			await target.check();
			const ledger = openLedger(cacheDir, target.name);
			try {
				return await deploy({ ...options, manifest, ledger });
			} catch (error) {
				throw explainFull(error, cacheDir);
			} finally {
				ledger.close();
			}
		});
	} finally {
		await target.close();
		release();
	}
}

/** The cache folder, where the ledger and manifests on their way lie, may be full as well as the target. */
function explainFull(error: unknown, cacheDir: string): unknown {
	if (!(error instanceof Error) || error instanceof ExpectedError) return error;
	const isFullDisk = 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));
	const isFullDatabase = 'errcode' in error && error.errcode === SQLITE_FULL;
	if (!(isFullDisk || isFullDatabase)) return error;
	return new ExpectedError(
		`There is no room left for ${cacheDir}. Free some space, then deploy again: it goes on from here.`,
		{ cause: error },
	);
}

const SQLITE_FULL = 13;

interface Work extends DeployOptions {
	readonly manifest: Manifest;
	readonly ledger: Ledger;
}

async function deploy(work: Work): Promise<DeployReport> {
	const { target, ledger, site, distDir, cacheDir, onProgress, onNote } = work;
	onProgress?.('compare');
	const host = await readHost({ target, ledger, site });
	if (host.note !== undefined) onNote?.(host.note);
	ledger.plan(host.belief);
	checkPresence(work);
	const report = {
		...reportOf(ledger),
		...(work.namesChanges === true ? { changed: changedAddresses(ledger, distDir) } : {}),
	};
	if (work.isDryRun === true || (host.isClean && ledger.isSettled())) return report;
	await send({
		target,
		ledger,
		host,
		site,
		distDir,
		workDir: join(cacheDir, 'deploy'),
		onProgress: (step, done, total) => onProgress?.(step, done, total),
	});
	return report;
}

/** Missing files that a message names. */
const NAMED = 3;

/** Before anything is sent, every file that is to be is looked for. */
function checkPresence({ ledger, manifest, distDir, target }: Work): void {
	const missing: string[] = [];
	let count = 0;
	for (const { path, size } of ledger.uploads()) {
		if (statSync(join(distDir, path), { throwIfNoEntry: false })?.size === size) continue;
		if (missing.length < NAMED) missing.push(path);
		count++;
	}
	if (count === 0) return;
	const names = missing.join(', ') + (count > missing.length ? ` and ${count - missing.length} more` : '');
	const why = manifest.isPartial()
		? `${distDir} holds only what the last build changed, and ${target.name} is further behind`
		: 'something changed them since the build';
	throw new ExpectedError(
		`${count} of the files to be sent ${count === 1 ? 'is' : 'are'} not in ${distDir} as the build made them: ${names}. The reason: ${why}. Nothing was sent. Run a whole build, ${manifest.isPartial() ? 'npm run build without --changed-only' : 'npm run build -- --full'}, then deploy again.`,
	);
}

function reportOf(ledger: Ledger): DeployReport {
	const uploaded = ledger.countUploads();
	return {
		uploaded,
		deleted: ledger.countDeletions(),
		leaving: ledger.countLeaving(),
		unchanged: ledger.countWanted() - uploaded.reduce((sum, { files }) => sum + files, 0),
	};
}
