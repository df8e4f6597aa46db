import type { Route } from '#site/routes.ts';
import type { Stage } from './stage.ts';

/** What a render process is told first. */
export interface RenderSetup {
	readonly entryUrl: string;
	readonly siteUrl: string;
	/** The instant the build counts as its own. */
	readonly asOf: string;
	/** Digest of the templates. */
	readonly template: string;
	/** Digest of what draws cards. */
	readonly cards: string;
	/** Where files go. */
	readonly stage: Stage;
}

/** An output to look at. */
export interface RenderTask {
	readonly route: Pick<Route, 'kind' | 'url' | 'params'>;
	readonly path: string;
	/** What stands there: where it shows the same it is not rendered, where its bytes are the same it is not written. */
	readonly known?: { readonly digest?: string | undefined; readonly sha256: string; readonly size: number };
}

/** What became of a task: its digest where it has one, and the bytes. */
export interface RenderResult {
	readonly path: string;
	readonly digest?: string | undefined;
	readonly sha256: string;
	readonly size: number;
	/** True where it lies in the stage folder. */
	readonly isNew: boolean;
}

/** A message to a render process: the app to load ahead, its setup, or the next tasks; the last message holds none. */
export type RenderOrder =
	| { readonly load: string }
	| { readonly setup: RenderSetup }
	| { readonly tasks: readonly RenderTask[] };

/** A message of a render process: it wants tasks, having done some, or why it stopped. */
export type RenderMessage = { readonly done: readonly RenderResult[] } | { readonly failed: string };
