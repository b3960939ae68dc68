import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { builtin } from '../env/builtin';
import { http2Context, isHttp2Session } from './http2Context';
import type { IncomingSettings } from './httpOptions';
import type { LatePatches } from './latePatches';
import { type Emit, emitIn, noteOwnListener } from './messageEmit';
import { REQUEST_HUB, RequestHub, type WithRequestHub } from './requestHub';
import { bindSocket } from './upgradedSocket';

type Event = Parameters<Emit>;
type MessageClass = typeof IncomingMessage;
type Beginning = [type: string, message: IncomingMessage & WithRequestHub, other: ServerResponse | Duplex];

/**
 * `emit` of servers, and of HTTP/2 sessions: gives each incoming request its context. An event about a request that has one already
 * (`request` emitted again by a `checkContinue` listener, or handed from one server to another) runs in that.
 */
export function wrapServerEmit(original: Emit, current: () => IncomingSettings | undefined, patches: () => LatePatches): Emit {
  const { IncomingMessage } = builtin('node:http');
  return function emit(this: object, ...args: Event): boolean {
    const settings = begins(args[0]) ? current() : undefined;
    const hub = settings && contextOf(args, settings, patches(), IncomingMessage);
    return hub ? emitIn(hub, original, this, args, true) : original.apply(this, args);
  };
}

function begins(type: string | symbol): boolean {
  return (
    type === 'request' ||
    type === 'stream' ||
    type === 'session' ||
    type === 'checkContinue' ||
    type === 'checkExpectation' ||
    upgrades(type)
  );
}
function upgrades(type: string | symbol): boolean {
  return type === 'upgrade' || type === 'connect';
}

function contextOf(args: Event, settings: IncomingSettings, patches: LatePatches, Message: MessageClass): RequestHub | undefined {
  const [type, message, other] = args as unknown as Beginning;
  if (message instanceof Message) return message[REQUEST_HUB] ?? begin(type, message, other, settings);
  if (type !== 'session') return http2Context(args, settings, patches);
  if (isHttp2Session(message)) patches.session(message);
  return undefined;
}

function begin(...[type, message, other, settings]: [...Beginning, IncomingSettings]): RequestHub {
  const upgraded = upgrades(type);
  noteOwnListener(message as object);
  const hub = new RequestHub(message, upgraded ? undefined : (other as ServerResponse), settings);
  message[REQUEST_HUB] = hub;
  if (upgraded) bindSocket(other as Duplex, hub);
  else if ((other as ServerResponse).req !== message) (other as WithRequestHub)[REQUEST_HUB] = hub;
  return hub;
}
