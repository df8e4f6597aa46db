import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { RenderOrder } from './render-protocol.ts';

/** Where render processes read from, and how many there may be. */
export interface RenderersInput {
	readonly contentDir: string;
	readonly cacheDir: string;
	/** Processes at the most; one per core where absent. */
	readonly jobs?: number;
}

/**
 * The render processes of a build. Loading the app takes as long as finding out what changed, so a process may be
 * started as soon as it is clear that there will be something to render.
 */
export class Renderers {
	/** How many there may be. */
	readonly most: number;
	readonly #env: NodeJS.ProcessEnv;
	readonly #warm: ChildProcess[] = [];

	constructor({ contentDir, cacheDir, jobs }: RenderersInput) {
		this.most = jobs ?? availableParallelism();
		this.#env = {
			...process.env,
			CONTENT_DIR: contentDir,
			CACHE_DIR: cacheDir,
			NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(cacheDir, 'compile'),
		};
	}

	/** Has some processes load the app; those that do so already are counted in. */
	warm(entryUrl: string, count: number): void {
		while (this.#warm.length < Math.min(count, this.most)) {
			const child = this.#start();
			// Whoever takes it is told of its end; one that nobody takes may end as it likes.
			child.on('error', () => undefined);
			send(child, { load: entryUrl });
			this.#warm.push(child);
		}
	}

	/** A process: one that has begun to load the app where there is one, else a new one. */
	take(): ChildProcess {
		const waiting = this.#warm.splice(0).filter(({ exitCode, connected }) => exitCode === null && connected);
		const child = waiting.shift() ?? this.#start();
		this.#warm.push(...waiting);
		return child;
	}

	/** Ends those that nobody took. */
	end(): void {
		for (const child of this.#warm.splice(0)) child.kill();
	}

	#start(): ChildProcess {
		return fork(join(import.meta.dirname, 'render-worker.ts'), { env: this.#env });
	}
}

/** Tells a process what to do. One that is gone is told of by its exit. */
export function send(child: ChildProcess, order: RenderOrder): void {
	if (child.connected) child.send(order, () => undefined);
}
