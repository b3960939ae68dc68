import { getCurrentHub, Hub, runWith } from '../scope/hub';
import { callbackOf } from '../scope/refuse';
import { continueFrom } from '../trace/propagation';
import { readCarrier } from './readCarrier';

/** Makes a new context the one that a message belongs to. */
export function takeUp(hub: Hub, given: unknown): void {
  const carried = readCarrier(given);
  const client = hub.getClient();
  if (!carried) {
    client?.debug('no carrier: a new trace begins');
    return;
  }
  const { incoming, user, tags } = carried;
  const { identity } = client ?? {};
  // where the platform reads traces, it does so when an id is first needed
  hub.incoming = incoming;
  if (!identity?.resume) hub.propagation = continueFrom(incoming, identity ?? {}, identity?.ids);
  const scope = hub.getIsolationScope();
  if (user) scope.setUser(user);
  if (tags) scope.setTags(tags);
}

/**
 * Runs `fn` in a context of its own that goes on where `inject` was called: in its trace (protocol 13.3, 13.5), with its user and tags, and
 * with the process's tags; never with the process's user or breadcrumbs. `carrier` is what `inject` made, as an object, JSON text or bytes,
 * or the headers of a message (`sentry-trace`, `baggage`, `traceparent`; bytes too). Anything else: a new trace. What `fn` throws passes
 * through and is not reported; `wrapHandler` does that.
 */
export function runWithCarrier<T>(carrier: unknown, fn: () => T): T {
  const hub = new Hub(getCurrentHub().getClient());
  takeUp(hub, carrier);
  return runWith(hub, callbackOf('runWithCarrier', fn));
}
