import { plainLine } from '#ingest/text/plain-line.ts';
import { given } from '../given.ts';
import { absoluteAddress } from './feed-address.ts';
import type { FeedPerson } from './feed-document.ts';
import type { XmlNode } from './xml.ts';
import { childOf, childrenOf, descendantsOf, rawText } from './xml-node.ts';

/** Elements that name an author, most telling first. */
const AUTHORS = ['author', 'dc:creator', 'dc:author', 'managingeditor', 'itunes:author', 'webmaster'];
/** More than an article shows. */
const MAX_PEOPLE = 50;
/** Longer than any name with its address. */
const MAX_LENGTH = 300;
const EMAIL = /[^\s@<>()":;,]{1,100}@[^\s@<>()":;,]{1,100}\.[^\s@<>()":;,]{1,100}/;

/**
 * The people that a feed or an entry names as its authors: those of the first way to name them that gives a name, for
 * want of one those known by address alone.
 */
export function readAuthors(node: XmlNode): FeedPerson[] {
	let nameless: FeedPerson[] = [];
	for (const name of [...AUTHORS, 'media:credit']) {
		const way = name === 'media:credit' ? creditsOf(node) : childrenOf(node, name);
		const people = way.slice(0, MAX_PEOPLE).map(readPerson).filter(isSomebody);
		if (people.some((person) => person.name !== undefined)) return people;
		if (nameless.length === 0) nameless = people;
	}
	return nameless;
}

function creditsOf(node: XmlNode): XmlNode[] {
	return descendantsOf(node, ['media:credit']).filter(({ attributes }) => /^author$/i.test(attributes['role'] ?? ''));
}

function isSomebody({ line, url }: FeedPerson): boolean {
	return line !== '' || url !== undefined;
}

function readPerson(node: XmlNode): FeedPerson {
	const part = (...names: readonly string[]) => {
		const found = childOf(node, ...names);
		return found === undefined ? undefined : lineOf(found) || undefined;
	};
	const hasParts = node.children.some((child) => typeof child !== 'string');
	const written = hasParts ? (part('name') ?? '') : lineOf(node);
	const { name, email } = split(written);
	const address = part('email') ?? email;
	const line = hasParts ? [name, ...(address === undefined ? [] : [`(${address})`])].join(' ').trim() : written;
	const homepage = part('uri', 'url', 'homepage');
	return {
		line: name === '' ? (address ?? line) : line,
		...given('name', name === '' ? undefined : name),
		...given('email', address),
		...given('url', homepage === undefined ? undefined : absoluteAddress(homepage, node.base)),
	};
}

/** `anna@24.kg (Anna)`, `Anna (anna@24.kg)` and `Anna <anna@24.kg>` are Anna; an address alone is nobody's name. */
function split(line: string): { name: string; email?: string } {
	const email = EMAIL.exec(line)?.[0];
	if (email === undefined) return { name: line };
	const rest = line
		.replace(email, ' ')
		.replace(/mailto:/i, ' ')
		.replace(/[<>]|\(\s*\)|\[\s*\]/g, ' ');
	const name = rest.replace(/\s+/g, ' ').trim();
	return { name: (/^\((.+)\)$/.exec(name)?.[1] ?? name).trim(), email };
}

function lineOf(node: XmlNode): string {
	// `Anna <anna@24.kg>` holds no tag.
	return plainLine(
		rawText(node)
			.slice(0, 10 * MAX_LENGTH)
			.replace(/<([^\s<>@]{1,100}@[^\s<>]{1,100})>/g, '($1)'),
	).slice(0, MAX_LENGTH);
}
