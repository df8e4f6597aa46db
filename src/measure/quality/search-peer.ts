import type { Browser } from 'playwright';
import type { IndexPlan } from './search-plan.ts';

/** Another search over the documents of a plan. */
export interface PeerIndex {
	/** By peer: paths of the first results of a question, best first. */
	ask(text: string): Promise<Readonly<Record<string, readonly string[]>>>;
	/** By peer: bytes of the index that its reader would fetch, or parts of it. */
	readonly indexBytes: Readonly<Record<string, number>>;
	close(): Promise<void>;
}

/** Makes the index of a peer; `workDir` is a folder of its own. */
export type OpenPeer = (input: {
	readonly plan: IndexPlan;
	readonly workDir: string;
	readonly browser: Browser;
}) => Promise<PeerIndex>;
