/** What can be wrong with a feed, from the operator's side. */
export const SOURCE_ERROR_CLASSES = [
	/** The server, or its robots.txt, does not want us there. */
	'blocked',
	/** The server says that there is no such thing any more. */
	'gone',
	/** It stands at another address for good; it is read all the same. */
	'moved',
	/** It holds no article. */
	'empty',
	/** Something else stands there. */
	'notAFeed',
	/** Its letters could not all be read. */
	'charset',
	/** We asked too often. */
	'limited',
	/** The server failed. */
	'server',
	'timeout',
	/** The name is not known, or nothing answers there. */
	'unreachable',
	/** The certificate is no good. */
	'tls',
	/** The answer broke off or was not as long as announced. */
	'broken',
	/** Redirects in a ring, too many of them, or to what is no web address. */
	'redirects',
	'tooLarge',
	/** It stands in a private network or on a closed port. */
	'refused',
	/** Any other trouble. */
	'unreadable',
] as const;

export type SourceErrorClass = (typeof SOURCE_ERROR_CLASSES)[number];
