import { builtin } from '../env/builtin';

interface Entry {
  host: string;
  port: string | undefined;
}

const isIP = (text: string): number => builtin('node:net').isIP(text);
const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** `host`, `host:port`, `[v6]`, `[v6]:port`; a bare IPv6 address has colons of its own. */
function parseEntry(text: string): Entry {
  const [, v6, v6Port] = /^\[([^\]]*)\](?::(\d+))?$/.exec(text) ?? [];
  if (v6 !== undefined) return { host: v6, port: v6Port };
  const [host = '', port, ...more] = text.split(':');
  return more.length || !/^\d+$/.test(port ?? '') ? { host: text, port: undefined } : { host, port };
}

/** Whether an address is `entry`, or lies in it when that is CIDR. */
function holdsAddress(entry: string, address: string): boolean {
  const [network = '', bits] = entry.split('/');
  if (!isIP(network)) return false;
  try {
    const list = new (builtin('node:net').BlockList)();
    if (bits === undefined) list.addAddress(network, family(network));
    else list.addSubnet(network, /^\d+$/.test(bits) ? Number(bits) : -1, family(network));
    return list.check(address, family(address));
  } catch {
    // a prefix that cannot be
    return false;
  }
}

/** A name is itself and all below it, with or without a leading `.` or `*.`. */
function coversName(entry: string, host: string): boolean {
  const name = entry.replace(/^\*?\./, '').replace(/\.$/, '');
  return name !== '' && (host === name || host.endsWith(`.${name}`));
}

/**
 * Whether `no_proxy` says that `host` is reached directly: entries separated by commas or blanks, each `*`, a name (itself and what is
 * below it), an address, or CIDR, names and addresses with or without a port. Case does not count. Never throws.
 *
 * @param host without brackets round an IPv6 address
 */
export function bypassesProxy(noProxy: string | undefined, host: string, port: string): boolean {
  const wanted = host.toLowerCase().replace(/\.$/, '');
  const isAddress = isIP(wanted) !== 0;
  return (noProxy ?? '').split(/[\s,]+/).some(text => {
    if (text === '*') return true;
    const entry = parseEntry(text.toLowerCase());
    if (entry.port !== undefined && entry.port !== port) return false;
    return isAddress ? holdsAddress(entry.host, wanted) : coversName(entry.host, wanted);
  });
}
