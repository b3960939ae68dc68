import { safely } from '../base/safely';
import type { Host } from '../client/withWaitUntil';
import type { Hub } from '../scope/hub';

/** Several handlers may be called with one host; whoever is first knows whose work it is. */
const watched = new WeakSet<Host>();

function watchWaitsOf(host: Host, hub: Hub, mechanism: string): void {
  if (watched.has(host)) return;
  watched.add(host);
  const { waitUntil } = host;
  const report = (error: unknown): never => {
    safely(() => {
      const client = hub.getClient();
      hub.run(() => client?.captureException(error, { mechanism: { type: `${mechanism}.wait_until`, handled: false } }));
      client?.emit('hold', host);
    });
    throw error;
  };
  const value = function (this: unknown, work: unknown, ...rest: unknown[]): unknown {
    // The host gets what follows it: nobody else learns of a rejection later than before, or not at all. What only looks like a promise may
    // begin its work each time somebody waits for it.
    return Reflect.apply(waitUntil, this, [work instanceof Promise ? work.then(undefined, report) : work, ...rest]);
  };
  Object.defineProperty(host, 'waitUntil', { value, configurable: true, writable: true });
}

/**
 * Work that a handler has its host wait for, `ctx.waitUntil(work)`: what it rejects with is reported once (`handled: false`), in the context
 * of `hub`; hosts tell of it nowhere else. A host stays the same object. One that cannot be changed is left alone. Never throws.
 */
export function watchWaits(hosts: Host[], hub: Hub, mechanism: string): void {
  for (const host of hosts) safely(() => watchWaitsOf(host, hub, mechanism));
}
