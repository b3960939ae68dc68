import { wrapMethod } from '@vigil/node';
import type { App, Reply, Request } from './fastifyTypes';
import { symbolOf } from './symbolOf';

type SentReply = Reply & { request: Request; server: object; sent: boolean; [isError: symbol]: unknown };
type Replies = { send(this: SentReply, payload: unknown): unknown };
type Hold = (error: unknown, request: Request, reply: Reply) => void;

/** By the app that was set up; the encapsulated ones inherit from it. */
const holders = new WeakMap<object, Hold>();
const watched = new WeakSet<object>();

/**
 * What a handler that is not async throws after its reply was sent or hijacked. Fastify sends it like any error, and `send` drops it: no hook
 * is told, and the line in the log is about another error. The diagnostics channel of Fastify 5 is told, but a subscriber makes Fastify
 * change the status of the response, also of one that a hijacker has yet to write.
 */
export function watchSend(app: App, hold: Hold): void {
  holders.set(app, hold);
  const prototype = repliesOf(app);
  if (!prototype || watched.has(prototype)) return;
  watched.add(prototype);
  const told = new WeakSet<object>();
  let isError: symbol | undefined;
  wrapMethod(prototype, 'send', original => {
    return function (this: SentReply, payload) {
      isError ??= symbolOf(this, 'fastify.reply.isError');
      if (isError && this[isError] && this.sent && !told.has(this)) {
        told.add(this);
        holderOf(this.server)?.(payload, this.request, this);
      }
      return original.call(this, payload);
    };
  });
}

/** What all replies of this copy of Fastify inherit from. */
function repliesOf(app: App): Replies | undefined {
  const key = symbolOf(app, 'fastify.Reply');
  const made = key && (app as App & { [reply: symbol]: { prototype: Replies } | undefined })[key];
  for (let each = made?.prototype; each; each = Object.getPrototypeOf(each) as Replies) if (Object.hasOwn(each, 'send')) return each;
  return undefined;
}

function holderOf(server: object): Hold | undefined {
  for (let each: object | null = server; each; each = Object.getPrototypeOf(each) as object | null) {
    const hold = holders.get(each);
    if (hold) return hold;
  }
  return undefined;
}
