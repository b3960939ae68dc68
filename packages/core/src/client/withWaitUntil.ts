import { peek } from '../base/guards';
import { safely } from '../base/safely';
import type { Extension } from './platform';

/** What a host gives a request to say that it is not done with its response. */
export interface Host {
  waitUntil(promise: Promise<unknown>): unknown;
}

// A host gives the rest of an invocation seconds; a server that does not answer must not use them up.
const DELIVERY_MS = 2000;

/** What has a method of any name is none: stubs of remote objects (RPC of Workers) would call it over there. */
const isHost = (value: unknown): value is Host =>
  typeof peek(value, 'waitUntil') === 'function' && typeof peek(value, 'no method of anybody') !== 'function';

/** Among what a handler is called with, and of the object whose method it is: classes of Workers have theirs as `this.ctx`. */
export const hostsAmong = (args: readonly unknown[], self: unknown): Host[] => [...args, peek(self, 'ctx')].filter(isHost);

/** Of the request of now, where its host tells by a global: Vercel and what follows it (`get()` under a symbol), Next.js, Netlify. */
export function hostOfNow(): Host | undefined {
  const read = (key: symbol) => (globalThis as Record<symbol, { get?: () => unknown } | undefined>)[key];
  const found = [
    () => read(Symbol.for('@vercel/request-context'))?.get?.(),
    () => read(Symbol.for('@next/request-context'))?.get?.(),
    () => peek(peek(globalThis, 'Netlify'), 'context'),
  ];
  for (const find of found) {
    const host = safely(find);
    if (isHost(host)) return host;
  }
  return undefined;
}

/**
 * For hosts that freeze a process once a request was answered: whatever is captured for a request has its host wait until it is delivered,
 * 2 s at a time, asked for in the turn of the capture. `find` answers the host of now. One wait a request, however much it captures. The
 * hook `hold` does the same for what comes past the stages, and for a host that somebody else knows.
 */
export const withWaitUntil =
  (find: () => Host | undefined): Extension =>
  core => {
    const { client, stages } = core;
    // by host: whether more came since the wait began
    const waits = new WeakMap<Host, { more: boolean }>();
    const hold = (host: Host | undefined = safely(find)): void => {
      if (!host) return;
      const known = waits.get(host);
      if (known) {
        known.more = true;
        return;
      }
      const wait = { more: true };
      waits.set(host, wait);
      const delivered = async () => {
        let all = true;
        while (wait.more) {
          wait.more = false;
          // what is captured in this turn counts
          await undefined;
          all = await client.drain(DELIVERY_MS);
        }
        waits.delete(host);
        return all;
      };
      safely(() => host.waitUntil(delivered()));
    };
    client.on('hold', hold);
    core.stages = () => {
      const inner = stages();
      return {
        ...inner,
        screen(input) {
          if (!input.hint.explained) hold();
          return inner.screen(input);
        },
      };
    };
  };
