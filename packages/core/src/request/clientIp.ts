import { safely } from '../base/safely';
import type { IncomingLike } from './requestContext';

/** By trust: Cloudflare writes its own itself, to the others whoever sends may have added. */
const NAMED_BY = ['cf-connecting-ip', 'x-forwarded-for', 'x-real-ip'];

/** Whom the request came from: the first address a proxy names, else the connection's. */
export function clientIp({ headers, socket }: IncomingLike): string | undefined {
  for (const name of NAMED_BY) {
    const value = headers[name];
    const named = (typeof value === 'string' ? value : '').split(',', 1)[0]?.trim() ?? '';
    const address = addressOf(named);
    if (isIp(address)) return address;
  }
  return socket?.remoteAddress && addressOf(socket.remoteAddress).replace(/^::ffff:(?=\d+\.)/i, '');
}

/** Without the port, which Azure adds, and the interface that a link-local address is of. */
function addressOf(text: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[(.*)\](?::\d+)?)$/.exec(text) ?? [];
  return (v4 ?? v6 ?? text).split('%', 1).join('');
}

/** By the rules of URLs: an IPv4 address stays as it is written there, and nothing but an IPv6 address may stand in brackets. */
function isIp(text: string): boolean {
  const host = (url: string) => safely(() => new URL(url).hostname);
  if (/^[\d.]{7,15}$/.test(text)) return host(`http://${text}`) === text;
  return /^[\da-f:.]{2,45}$/i.test(text) && host(`http://[${text}]`) !== undefined;
}
