import { type OutputKind, PUBLISH_ORDER } from './output.ts';

/** A file of the finished site. */
export interface ManifestEntry {
	/** Below `dist/`, with forward slashes. */
	readonly path: string;
	readonly kind: OutputKind;
	/** Digest of all that it shows; `undefined` where only its bytes are known. */
	readonly digest?: string | undefined;
	/** SHA-256 of its bytes, in hex. */
	readonly sha256: string;
	/** In bytes. */
	readonly size: number;
}

/** A file that the build at work has looked at. */
export interface PlannedEntry extends ManifestEntry {
	/** True where its bytes are new and lie in the stage folder. */
	readonly isNew: boolean;
}

/** Files and bytes of one kind. */
export interface Tally {
	readonly files: number;
	readonly bytes: number;
}

/** Files and bytes of some files by kind. */
export type Tallies = ReadonlyMap<OutputKind, Tally>;

/** Files and bytes of all kinds, or of those that are counted. */
export function sumOf(tallies: Tallies, isCounted: (kind: OutputKind) => boolean = () => true): Tally {
	let [files, bytes] = [0, 0];
	for (const [kind, tally] of tallies) {
		if (!isCounted(kind)) continue;
		files += tally.files;
		bytes += tally.bytes;
	}
	return { files, bytes };
}

/** A row as SQLite gives it. */
export type Row = Record<string, unknown>;

/** Files and bytes by kind from rows of both. */
export function toTallies(rows: readonly Row[]): Tallies {
	return new Map(rows.map(({ kind, files, bytes }) => [toKind(kind), { files: Number(files), bytes: Number(bytes) }]));
}

/** A file from its row. */
export function toEntry(row: Row): ManifestEntry {
	const { digest } = row;
	return {
		path: pathOf(row),
		kind: toKind(row['kind']),
		...(typeof digest === 'string' && digest !== '' ? { digest } : {}),
		sha256: String(row['sha256']),
		size: Number(row['size']),
	};
}

/** Path of a row's file. */
export function pathOf(row: Row): string {
	return String(row['path']);
}

function toKind(kind: unknown): OutputKind {
	const known = PUBLISH_ORDER.find((candidate) => candidate === kind);
	if (known === undefined) throw new Error(`The manifest holds a file of kind “${String(kind)}”.`);
	return known;
}
