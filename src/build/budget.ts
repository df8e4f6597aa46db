import { ExpectedError, UsageError } from '#core/expected-error.ts';
import type { Manifest } from './manifest.ts';
import type { ManifestEntry, Tally } from './manifest-entry.ts';
import type { OutputKind } from './output.ts';

/** What a host takes; without a number it takes any. */
interface HostLimits {
	readonly name: string;
	/** Files of the whole site. */
	readonly files?: number;
	/** Bytes of the whole site. */
	readonly bytes?: number;
	/** Bytes of one file. */
	readonly fileBytes?: number;
	/** Files in one folder. */
	readonly folderFiles?: number;
	/** A plan of the same host that takes more, in words. */
	readonly plan?: string;
}

const MEBIBYTE = 1024 * 1024;

/** Hosts by the name that `host` of `src/site.config.ts` gives them. */
const HOSTS: Readonly<Record<string, HostLimits>> = {
	'cloudflare-pages-free': {
		name: 'Cloudflare Pages on its free plan',
		files: 20_000,
		fileBytes: 25 * MEBIBYTE,
		plan: 'take its paid plan, of 100,000 files (host cloudflare-pages)',
	},
	'cloudflare-pages': { name: 'Cloudflare Pages on a paid plan', files: 100_000, fileBytes: 25 * MEBIBYTE },
	netlify: { name: 'Netlify', folderFiles: 54_000 },
	'github-pages': { name: 'GitHub Pages', bytes: 1_000_000_000, fileBytes: 100 * MEBIBYTE },
};

/** Share of a limit from which on the operator is told. */
const NEAR = 0.9;
/** Kinds and files that a message names. */
const NAMED = 4;

export interface BudgetInput {
	readonly manifest: Manifest;
	/** Paths of files that are to go. */
	readonly gone: readonly string[];
	/** As in the site's configuration. */
	readonly host: string | undefined;
	/** Told what is near a limit, in a sentence. */
	readonly onNote?: ((text: string) => void) | undefined;
}

/** @throws UsageError where `host` is none whose limits are known. */
export function checkHost(host: string | undefined): void {
	if (host === undefined || HOSTS[host] !== undefined) return;
	throw new UsageError(
		`The host “${host}” is not known. Take one of ${Object.keys(HOSTS).join(', ')} for host in src/site.config.ts or for SITE_HOST, or none for a host without limits.`,
	);
}

/**
 * Holds the site, as it will be when what is planned is published, to the limits of its host. Costs next to nothing
 * but for hosts that limit single files or folders: there every file is looked at.
 *
 * @throws ExpectedError where it does not fit.
 */
export function checkBudget({ manifest, gone, host, onNote }: BudgetInput): void {
	const limits = host === undefined ? undefined : HOSTS[host];
	if (limits === undefined) return;
	const tally = tallyAfter(manifest, gone);
	const findings = [
		...measure(limits.files, total(tally, 'files'), { unit: 'files', made: () => kindsOf(tally, 'files') }),
		...measure(limits.bytes, total(tally, 'bytes'), { unit: 'bytes', made: () => kindsOf(tally, 'bytes') }),
		...(limits.fileBytes === undefined && limits.folderFiles === undefined ? [] : measureEach(limits, manifest, gone)),
	];
	const over = findings.filter(({ isOver }) => isOver);
	if (over.length === 0) {
		for (const { text } of findings) onNote?.(`The site comes near what ${limits.name} takes: ${text}.`);
		return;
	}
	const remedy = `${limits.plan === undefined ? 'Deploy' : `Either ${limits.plan}, or deploy`} to a host without this limit, such as an S3 bucket`;
	throw new ExpectedError(
		`The site does not fit on ${limits.name}: ${over.map(({ text }) => text).join('; ')}. ${remedy}; then set host in src/site.config.ts (or SITE_HOST). Nothing was published.`,
	);
}

/** Files and bytes of each kind as they will be when what is planned is published and `gone` is deleted. */
export function tallyAfter(manifest: Manifest, gone: readonly string[]): ReadonlyMap<OutputKind, Tally> {
	const after = new Map<OutputKind, Tally>(manifest.tally());
	const add = (entry: ManifestEntry | undefined, sign: 1 | -1): void => {
		if (entry === undefined) return;
		const { files, bytes } = after.get(entry.kind) ?? { files: 0, bytes: 0 };
		after.set(entry.kind, { files: files + sign, bytes: bytes + sign * entry.size });
	};
	for (const entry of manifest.newFiles()) {
		add(manifest.get(entry.path), -1);
		add(entry, 1);
	}
	for (const path of gone) add(manifest.get(path), -1);
	return new Map([...after].filter(([, { files }]) => files > 0));
}

/** All files as they will be then. */
function* filesAfter(manifest: Manifest, gone: readonly string[]): Generator<ManifestEntry> {
	const changed = new Set(gone);
	for (const entry of manifest.newFiles()) {
		changed.add(entry.path);
		yield entry;
	}
	for (const entry of manifest.entries()) if (!changed.has(entry.path)) yield entry;
}

interface Finding {
	readonly isOver: boolean;
	readonly text: string;
}

type Unit = 'files' | 'bytes';

/** What is to be said of a quantity; nothing where it is far from its limit. */
function measure(
	limit: number | undefined,
	found: number,
	{ unit, made, where = '' }: { unit: Unit; made?: () => string; where?: string },
): Finding[] {
	if (limit === undefined || found < limit * NEAR) return [];
	const isOver = found > limit;
	const than = isOver ? `${inUnit(found - limit, unit)} more than` : 'of';
	const text = `${where}${inUnit(found, unit)}, ${than} the ${inUnit(limit, unit)} allowed${made === undefined ? '' : ` (${made()})`}`;
	return [{ isOver, text }];
}

/** Looks at each file and folder, and tells of the largest. */
function measureEach(limits: HostLimits, manifest: Manifest, gone: readonly string[]): Finding[] {
	const large: { path: string; size: number }[] = [];
	const folders = new Map<string, number>();
	for (const file of filesAfter(manifest, gone)) {
		if (limits.fileBytes !== undefined && file.size >= limits.fileBytes * NEAR) large.push(file);
		if (limits.folderFiles === undefined) continue;
		const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
		folders.set(folder, (folders.get(folder) ?? 0) + 1);
	}
	const full = Array.from(folders, ([path, size]) => ({ path, size }));
	return [
		...largest(large).flatMap(({ path, size }) =>
			measure(limits.fileBytes, size, { unit: 'bytes', where: `the file ${path} has ` }),
		),
		...largest(full).flatMap(({ path, size }) =>
			measure(limits.folderFiles, size, { unit: 'files', where: `the folder /${path} holds ` }),
		),
	];
}

function largest(items: readonly { path: string; size: number }[]): readonly { path: string; size: number }[] {
	return items.toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1)).slice(0, NAMED);
}

function total(tally: ReadonlyMap<OutputKind, Tally>, unit: Unit): number {
	return [...tally.values()].reduce((sum, counted) => sum + counted[unit], 0);
}

/** `12,000 article, 5,200 searchIndex, 2,900 others`, the greatest first. */
function kindsOf(tally: ReadonlyMap<OutputKind, Tally>, unit: Unit): string {
	const kinds = Array.from(tally, ([kind, counted]) => ({ kind: String(kind), amount: counted[unit] }));
	kinds.sort((a, b) => b.amount - a.amount || (a.kind < b.kind ? -1 : 1));
	const others = kinds.slice(NAMED).reduce((sum, { amount }) => sum + amount, 0);
	const named = kinds.slice(0, NAMED);
	return [...named, ...(others === 0 ? [] : [{ kind: 'others', amount: others }])]
		.map(({ kind, amount }) => `${unit === 'files' ? amount.toLocaleString('en') : inUnit(amount, unit)} ${kind}`)
		.join(', ');
}

function inUnit(amount: number, unit: Unit): string {
	if (unit === 'bytes') return `${(amount / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
	return `${amount.toLocaleString('en')} ${amount === 1 ? 'file' : 'files'}`;
}
