import { safely } from '../base/safely';
import type { Host } from '../client/withWaitUntil';
import { getCurrentHub, Hub } from '../scope/hub';
import { withoutStack } from '../scope/syntheticStack';

/** Whose host it is. Of one that several contexts share, an empty context: nobody's user goes with somebody else's work. */
const owners = new WeakMap<Host, Hub>();

function watchWaitsOf(host: Host, hub: Hub, mechanism: string): void {
  const owner = owners.get(host);
  owners.set(host, owner && owner !== hub ? new Hub(hub.getClient()) : hub);
  if (owner) return;
  const { waitUntil } = host;
  const value = function (this: unknown, work: unknown, ...rest: unknown[]): unknown {
    // where async context exists it knows better who asks
    const now = getCurrentHub();
    const asking = now.getIsolationScope().owner ? now : (owners.get(host) ?? hub);
    const report = (error: unknown): never => {
      safely(() => {
        const client = asking.getClient();
        asking.run(() => client?.captureException(error, withoutStack({ mechanism: { type: `${mechanism}.wait_until`, handled: false } })));
        client?.emit('hold', host);
      });
      throw error;
    };
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
