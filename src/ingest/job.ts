import type { Source } from '#core/source.ts';
import type { Input } from './input/inputs.ts';

/** A source and what to read for it. */
export interface Job {
	/** Absent where nothing but OPML may come, which belongs to no source. */
	readonly source: Source | undefined;
	readonly inputs: readonly Input[];
	/** Whether the inputs are what the source's own file names, not what somebody handed in. */
	readonly isOwn: boolean;
	/** Whether a feed that failed is asked before it is due. */
	readonly isUrgent: boolean;
	/** Read although nothing changed, since something that changed shares an article with it. */
	readonly isAgain?: boolean;
}
