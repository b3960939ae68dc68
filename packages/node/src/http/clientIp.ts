import { isIP } from 'node:net';
import type { IncomingLike } from './incomingMessage';

/** Whom the request came from: the first address a proxy names, else the connection's. */
export function clientIp({ headers, socket }: IncomingLike): string | undefined {
  const forwarded = headers['x-forwarded-for'];
  const named = (typeof forwarded === 'string' ? forwarded : '').split(',', 1)[0]?.trim() ?? '';
  if (isIP(named)) return named;
  return socket?.remoteAddress?.replace(/^::ffff:(?=\d+\.)/i, '');
}
