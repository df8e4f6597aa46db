/** A feed that an OPML file lists. */
export interface OpmlEntry {
	readonly name: string;
	readonly feedUrl: string;
	readonly homepage?: string;
}
export declare function readOpml(input: string): OpmlEntry[];
