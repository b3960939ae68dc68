import { lastOf } from '../base/lists';
/** Headers by which proxies name the client's address, in lower case. */
export const ADDRESS_HEADER =
  /^(?:forwarded|via|(?:x-)?(?:(?:original-|vercel-)?forwarded-for|real-ip|client-ip|cluster-client-ip|forwarded)|(?:cf-connecting|true-client|fastly-client|fly-client)-ip(?:v6)?)$/;

/** IPv4 as /24, IPv6 as /48, an IPv4 address in an IPv6 one as /24. Undefined: that is none. A port and a zone go. */
export function truncateIp(address: string): string | undefined {
  const four = /^(::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}(?::\d{1,5})?$/i.exec(address);
  if (four) return `${(four[1] ?? '').toLowerCase()}${four[2]}.0`;
  // what is written in dots at the end stands for two groups
  const [head = '', tail, more] = address.replace(/\d{1,3}(?:\.\d{1,3}){3}$/, '0:0').split('::');
  if (more !== undefined || !address.includes(':')) return undefined;
  const groupsOf = (text: string | undefined) => (text ? text.split(':') : []);
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  const missing = 8 - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...first, ...Array<string>(Math.max(0, missing)).fill('0'), ...last];
  if (!groups.every(group => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  const kept = groups.slice(0, 3).map(group => parseInt(group, 16));
  // ::ffff:c000:201 is 192.0.2.1
  if (groups.slice(0, 5).every(group => /^0+$/.test(group)) && /^ffff$/i.test(groups[5]!)) {
    const [high, low] = [parseInt(groups[6]!, 16), parseInt(groups[7]!, 16)];
    return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.0`;
  }
  while (lastOf(kept) === 0) kept.pop();
  return `${kept.map(group => group.toString(16)).join(':')}::`;
}

/** Each address in a text such as that of `x-forwarded-for` or `forwarded`. Undefined: there is none in it. Linear. */
export function truncateIps(text: string): string | undefined {
  let found = false;
  const cut = text.replace(/[\da-f:.]{2,64}(?:%\w{1,32})?/gi, token => {
    const short = truncateIp(token.replace(/%.*/, ''));
    found ||= short !== undefined;
    return short ?? token;
  });
  return found ? cut : undefined;
}
