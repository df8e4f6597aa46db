import { lookup } from 'node:dns';
import { lookup as lookupAll } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildConnector } from 'undici';

/** Networks that no publisher's server stands in: this machine, private, reserved and translated ones. */
const CLOSED = new BlockList();
for (const network of [
	'0.0.0.0/8',
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.0.0.0/24',
	'192.0.2.0/24',
	'192.31.196.0/24',
	'192.52.193.0/24',
	'192.88.99.0/24',
	'192.168.0.0/16',
	'192.175.48.0/24',
	'198.18.0.0/15',
	'198.51.100.0/24',
	'203.0.113.0/24',
	'224.0.0.0/4',
	'240.0.0.0/4',
]) {
	const [address = '', bits] = network.split('/');
	CLOSED.addSubnet(address, Number(bits), 'ipv4');
}
for (const network of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
	const [address = '', bits] = network.split('/');
	CLOSED.addSubnet(address, Number(bits), 'ipv6');
}
/** All of the public internet of the sixth version lies in here. */
const PUBLIC6 = new BlockList();
PUBLIC6.addSubnet('2000::', 3, 'ipv6');

/** Whether a server at this IP address may be spoken to. */
export function isPublicAddress(address: string): boolean {
	const family = isIP(address);
	if (family === 4) return !CLOSED.check(address, 'ipv4');
	return family === 6 && PUBLIC6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

/**
 * A connector that speaks to public addresses on ports 80 and 443 alone. It looks at the address that is connected
 * to, after the name was looked up, so that neither a literal nor a name that changes its mind gets by. Tests may speak
 * to 127.0.0.1, by that address alone.
 */
export function guardedConnector(options: { allowLocal: boolean; timeoutMs: number }): buildConnector.connector {
	const { allowLocal, timeoutMs } = options;
	const guarded = buildConnector({ timeout: timeoutMs, lookup: publicLookup });
	const plain = buildConnector({ timeout: timeoutMs });
	return (target, callback) => {
		if (allowLocal && target.hostname === '127.0.0.1') return plain(target, callback);
		const refused = reasonAgainst(target);
		if (refused === undefined) guarded(target, callback);
		else callback(refusal(refused), NOTHING);
	};
}

/** undici demands the absence of a socket to be spelled so. */
// biome-ignore lint/nursery/noNull: undici's own type.
const NOTHING: null = null;

type Target = Pick<buildConnector.Options, 'hostname' | 'port' | 'protocol'>;

/** Names that mean something on a local network alone; a name without a dot is another. */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/;

function reasonAgainst({ hostname, port, protocol }: Target): string | undefined {
	const usual = protocol === 'https:' ? '443' : '80';
	const actual = port === '' ? usual : port;
	if (actual !== '80' && actual !== '443') return `port ${actual} is closed to ingest, only 80 and 443 are open`;
	const name = hostname
		.replace(/^\[|\]$/g, '')
		.replace(/\.$/, '')
		.toLowerCase();
	const isPublic = isIP(name) === 0 ? name.includes('.') && !LOCAL_NAME.test(name) : isPublicAddress(name);
	return isPublic ? undefined : `${name} is no public address`;
}

/** How long a name may take to be looked up before a proxy, which looks it up again, is asked. */
const LOOKUP_MS = 3000;

/**
 * Checks where a proxy would be sent, since the connector sees the proxy alone. A name that cannot be looked up here is
 * left to the proxy, which may know more names.
 *
 * @throws Error with the code `REFUSED_ADDRESS` where it is no public address.
 */
export async function refuseClosedTarget(url: URL): Promise<void> {
	const reason = reasonAgainst(url);
	if (reason !== undefined) throw refusal(reason);
	const found = await Promise.race([
		lookupAll(url.hostname, { all: true }).catch(() => []),
		sleep(LOOKUP_MS, [], { ref: false }),
	]);
	const closed = found.find(({ address }) => !isPublicAddress(address));
	if (closed !== undefined) throw refusal(`${url.hostname} stands at ${closed.address}, which is no public address`);
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
	lookup(hostname, { ...options, all: true }, (error, addresses) => {
		if (error) return callback(error, []);
		const closed = addresses.find(({ address }) => !isPublicAddress(address));
		if (closed !== undefined)
			return callback(refusal(`${hostname} stands at ${closed.address}, which is no public address`), []);
		if (options.all === true) return callback(error, addresses);
		const first = addresses[0];
		return callback(error, first?.address ?? '', first?.family);
	});
};

function refusal(reason: string): Error {
	return Object.assign(new Error(reason), { code: 'REFUSED_ADDRESS' });
}
