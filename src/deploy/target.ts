import type { Readable } from 'node:stream';
import { ExpectedError } from '#core/expected-error.ts';

/** A file that a target is to hold, and where it lies on this machine. */
export interface Upload {
	/** Below the site's root, with forward slashes. */
	readonly path: string;
	/** On this machine. */
	readonly file: string;
	/** SHA-256 of its bytes, in hex. */
	readonly sha256: string;
	/** In bytes. */
	readonly size: number;
}

/** Where a site is sent. Every method throws ExpectedError, UsageError where the operator named or set something wrong. */
export interface Target {
	/** As the operator named it; always the same for the same place. */
	readonly name: string;
	/** Files that it takes at a time. */
	readonly concurrency: number;
	/** Changes where the headers that it keeps with files do; empty where it keeps none. */
	readonly headers: string;
	/** Makes sure that the site may be sent here, without writing anything. */
	check(): Promise<void>;
	/** Makes it ready to be written to. */
	claim(): Promise<void>;
	/** The bytes of a file; `undefined` where there is none. */
	read(path: string): Promise<Readable | undefined>;
	/** True where it holds a file with just these bytes and the headers that they are to have. */
	holds(upload: Upload): Promise<boolean>;
	/** Puts a file there, all or nothing; a reader sees the former or the new one. */
	put(upload: Upload): Promise<void>;
	/** Removes a file; does nothing where there is none. */
	delete(path: string): Promise<void>;
	/** Lets go of connections and temporary files. */
	close(): Promise<void>;
}

/** The file in `dist/` is not the one that the build made: somebody or something else wrote there. */
export function changedSinceBuild(file: string): ExpectedError {
	return new ExpectedError(
		`${file} is not as the build wrote it: something changed it since. Run npm run build -- --full, then deploy again; what was sent so far stays.`,
	);
}
