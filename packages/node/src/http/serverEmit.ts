import { IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { IncomingSettings } from './httpOptions';
import { type Emit, emitIn } from './messageEmit';
import { REQUEST_HUB, RequestHub, type WithRequestHub } from './requestHub';
import { bindSocket } from './upgradedSocket';

/**
 * `emit` of servers: gives each incoming request its context. An event about a request that has one already (`request` emitted again by
 * a `checkContinue` listener, or handed from one server to another) runs in that.
 */
export function wrapServerEmit(original: Emit, current: () => IncomingSettings | undefined): Emit {
  return function emit(this: object, ...args: Parameters<Emit>): boolean {
    const settings = begins(args[0]) ? current() : undefined;
    if (settings === undefined || !(args[1] instanceof IncomingMessage)) return original.apply(this, args);
    return emitIn(contextOf(args as unknown as Beginning, settings), original, this, args);
  };
}

type Beginning = [type: string, message: IncomingMessage & WithRequestHub, other: (ServerResponse & WithRequestHub) | Duplex];

function begins(type: string | symbol): boolean {
  return type === 'request' || type === 'checkContinue' || type === 'checkExpectation' || upgrades(type);
}
function upgrades(type: string | symbol): boolean {
  return type === 'upgrade' || type === 'connect';
}

function contextOf([type, message, other]: Beginning, settings: IncomingSettings): RequestHub {
  const known = message[REQUEST_HUB];
  if (known !== undefined) return known;
  const upgraded = upgrades(type);
  const hub = new RequestHub(message, upgraded ? undefined : (other as ServerResponse), settings);
  message[REQUEST_HUB] = hub;
  if (upgraded) bindSocket(other as Duplex, hub);
  else (other as ServerResponse & WithRequestHub)[REQUEST_HUB] = hub;
  return hub;
}
