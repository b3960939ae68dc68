import { isWhole } from './outgoingUrl';
import type { UndiciRequest } from './undiciHeaders';

/**
 * The absolute URL of a request of undici's. To a proxy the whole URL is the path; where undici's own look-up has put an address in place of
 * the name, the Host header still has it, in version 6 without the port.
 */
export function undiciUrl({ origin, path, host }: UndiciRequest): string {
  if (isWhole(path)) return path;
  const plain = `${origin ?? ''}`;
  const [, protocol, port = ''] = /^(https?:\/\/)(?:[\d.]+|\[[^\]]*\])(:\d+)?$/i.exec(plain) ?? [];
  const place = protocol && host ? protocol + host.replace(/:\d+$/, '') + port : plain;
  return place + path;
}
