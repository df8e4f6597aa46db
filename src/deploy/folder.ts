import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MARKER } from '#build/manifest.ts';
import { ExpectedError } from '#core/expected-error.ts';
import { hashTo } from './hash.ts';
import { changedSinceBuild, type Target, type Upload } from './target.ts';

/** Where files lie until they are whole; in the target, so that one rename brings each to its place. */
const WAITING = '.jarchy-incoming';

/** A folder: of a web server on this machine, or of a disk that one reads from. */
export class FolderTarget implements Target {
	readonly name: string;
	readonly concurrency = 8;
	readonly headers = '';
	#count = 0;

	/** @param dir absolute. */
	constructor(dir: string) {
		this.name = dir;
	}

	async check(): Promise<void> {
		const isForeign =
			existsSync(this.name) &&
			this.#try(() => readdirSync(this.name)).some((name) => name !== WAITING) &&
			!existsSync(join(this.name, MARKER));
		if (!isForeign) return;
		throw new ExpectedError(
			`${this.name} holds files that no deploy of this site put there. Empty it, or name another folder with --to.`,
		);
	}

	async claim(): Promise<void> {
		await this.#tryAsync(async () => {
			await mkdir(this.name, { recursive: true });
			await rm(join(this.name, WAITING), { recursive: true, force: true });
			await mkdir(join(this.name, WAITING));
			if (!existsSync(join(this.name, MARKER))) {
				writeFileSync(join(this.name, MARKER), 'Written by npm run deploy: it deletes files that it put here.\n');
			}
		});
	}

	async read(path: string): Promise<Readable | undefined> {
		const file = join(this.name, path);
		return existsSync(file) ? createReadStream(file) : undefined;
	}

	async holds({ path, sha256 }: Upload): Promise<boolean> {
		const hash = createHash('sha256');
		try {
			await pipeline(createReadStream(join(this.name, path)), hash);
		} catch {
			return false;
		}
		return hash.digest('hex') === sha256;
	}

	async put({ path, file, sha256 }: Upload): Promise<void> {
		const waiting = join(this.name, WAITING, String(this.#count++));
		const hash = createHash('sha256');
		await this.#tryAsync(async () => {
			await pipeline(createReadStream(file), hashTo(hash), createWriteStream(waiting, { flush: true }));
			if (hash.digest('hex') !== sha256) throw changedSinceBuild(file);
			await mkdir(dirname(join(this.name, path)), { recursive: true });
			await rename(waiting, join(this.name, path));
		});
	}

	/** The folders that it leaves empty go too. */
	async delete(path: string): Promise<void> {
		await this.#tryAsync(() => rm(join(this.name, path), { force: true }));
		for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
			try {
				await rmdir(join(this.name, folder));
			} catch {
				return;
			}
		}
	}

	async close(): Promise<void> {
		await rm(join(this.name, WAITING), { recursive: true, force: true });
	}

	#try<T>(work: () => T): T {
		try {
			return work();
		} catch (error) {
			throw explain(error, this.name);
		}
	}

	async #tryAsync(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			throw explain(error, this.name);
		}
	}
}

/** What the operator can do about an error of the file system. */
const ADVICE: Readonly<Record<string, string>> = {
	ENOSPC: 'There is no room left. Free some space',
	EDQUOT: 'The quota is used up. Free some space',
	EFBIG: 'A file is larger than the file system takes. Choose another one',
	EACCES: 'It may not be written to. Give this user the right to',
	EPERM: 'It may not be written to. Give this user the right to',
	EROFS: 'Its file system is mounted for reading only. Mount it for writing',
	ENOTDIR: 'There is a file where a folder is to be. Move it away',
	EISDIR: 'There is a folder where a file is to be. Move it away',
	EEXIST: 'There is a file where a folder is to be. Move it away',
	EIO: 'The disk failed. Look after it',
};

function explain(error: unknown, dir: string): unknown {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const advice = ADVICE[code];
	if (advice === undefined || !(error instanceof Error)) return error;
	return new ExpectedError(
		`Could not write to ${dir}: ${error.message}. ${advice}, then run the same command again: it goes on from here.`,
		{ cause: error },
	);
}
