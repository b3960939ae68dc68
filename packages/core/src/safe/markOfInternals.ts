import { peek } from '../base/guards';
import { hasOwn } from '../base/lists';

/** An own member without running a getter. */
const read = (value: object, key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value as unknown;

const asText = (found: unknown): string => (typeof found === 'string' ? found : '');
const textIn = (value: object, key: string): string => asText(read(value, key));

/** A copy has lost its class, but still has the members. */
function nameByMembers(value: object): string {
  if (hasOwn(value, 'freeSockets')) return 'Agent';
  if (hasOwn(value, 'httpVersionMajor')) return 'IncomingMessage';
  if (hasOwn(value, 'outputData')) return hasOwn(value, 'reusedSocket') ? 'ClientRequest' : 'ServerResponse';
  return hasOwn(value, '_hadError') ? 'Socket' : 'Stream';
}

function nameOf(value: object): string {
  for (
    let at = Object.getPrototypeOf(value) as object | null;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const maker = read(at, 'constructor');
    const name = typeof maker === 'function' && textIn(maker, 'name');
    if (name) return name;
  }
  return nameByMembers(value);
}

function markOf(value: object): string | undefined {
  const has = (key: string) => hasOwn(value, key);
  const isStream = has('_readableState') || has('_writableState') || has('outputData');
  if (!isStream && !(has('freeSockets') && has('sockets'))) return undefined;
  // what says itself what is to be told of it is asked
  if (typeof peek(value, 'toJSON') === 'function') return undefined;
  const status = read(value, 'statusCode');
  const method = textIn(value, 'method');
  // that of a request is a member of its class from Node 24 on
  const path = has('path') || has('url') ? textIn(value, 'path') || textIn(value, 'url') : asText(peek(value, 'path'));
  const told = method ? [method, textIn(value, 'host') + path.replace(/[?#].*/s, '')] : typeof status === 'number' ? [status] : [];
  return `[${[nameOf(value), ...told].join(' ').slice(0, 300)}]`;
}

/**
 * A name for what holds half of Node's runtime: streams, sockets, agents, requests and responses of `node:http`, and copies of them. Of
 * messages method, host and path, or the status. Undefined for anything else. Never throws.
 */
export function markOfInternals(value: object): string | undefined {
  try {
    // all of them are emitters; of most objects nothing more is asked
    return hasOwn(value, '_events') ? markOf(value) : undefined;
  } catch {
    return undefined;
  }
}
