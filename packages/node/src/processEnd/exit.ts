import { type Client, hasPending, safely } from '@vigil/core';
import { MAX_HEADER_SIZE } from '../transport/wire';
import { deliverInWorker } from './deliverInWorker';
import { handOff } from './handOff';
import { tapProcessEmit } from './processEmit';
import { shutdownTimeoutOf, timeLeft } from './shutdownTimeout';

/** On our listeners of every client and of every copy of this file. */
const OURS: unique symbol = Symbol.for('vigil/1/beforeExit');

type Listener = (() => void) & { [OURS]?: boolean };

/** It is on this machine, or it is not there. */
const SIDECAR_MS = 500;

function isAnythingPending(client: Client): boolean {
  const stats = client.stats();
  return stats.queueBytes > 0 || hasPending(stats);
}

function isAloneBeforeExit(): boolean {
  return (process.listeners('beforeExit') as Listener[]).every(listener => listener[OURS]);
}

/**
 * Nothing of ours keeps the process alive, so it may end with requests written and not answered. The Worker would send those a second
 * time: where nobody can notice, the answers are waited for. An application that listens to `beforeExit` would be called once more for
 * that, and is not made to.
 */
function startBeforeExit(client: Client): () => void {
  const listener: Listener = Object.assign(
    () => {
      if (!isAloneBeforeExit()) return;
      client.emit('beforeExit');
      if (!isAnythingPending(client)) return;
      const left = timeLeft(client);
      // a microtask later the queue has handed over what was captured just now
      if (left)
        queueMicrotask(() =>
          safely(() =>
            client
              .getTransport()
              ?.flush(left)
              .then(undefined, () => false),
          ),
        );
    },
    { [OURS]: true },
  );
  process.on('beforeExit', listener);
  return () => void process.removeListener('beforeExit', listener);
}

interface Deno {
  addEventListener(type: 'unload', listener: () => void): void;
  removeEventListener(type: 'unload', listener: () => void): void;
}

/** `Deno.exit()` tells the global object alone. */
function startUnload(listener: () => void): () => void {
  if (!('Deno' in globalThis)) return () => {};
  const target = globalThis as unknown as Deno;
  target.addEventListener('unload', listener);
  return () => target.removeEventListener('unload', listener);
}

/** At exit: `process.exit()`, the natural end, an uncaught error. Returns the stop. */
export function startExit(client: Client): () => void {
  const stopBeforeExit = startBeforeExit(client);
  // what a Spotlight sidecar has not seen: the crash itself, as a rule
  const offUnshown = client.on('unshown', (url: string, bodies: Array<string | Uint8Array>) => {
    const headers = { 'content-type': 'application/x-sentry-envelope' };
    const address = { url, headers, tls: {}, compressAbove: Infinity, maxHeaderSize: MAX_HEADER_SIZE, proxy: undefined };
    safely(() => deliverInWorker(address, bodies, Math.min(timeLeft(client), SIDECAR_MS)));
  });
  let told = false;
  const onExit = (): void => {
    if (!told) client.emit('exit');
    told = true;
    handOff(client);
  };
  process.on('exit', onExit);
  const stopUnload = startUnload(onExit);
  const untap = tapProcessEmit({
    // what the application's own exit listeners captured
    after: name => name === 'exit' && isAnythingPending(client) && handOff(client),
  });
  const stop = (): void => {
    stopBeforeExit();
    stopUnload();
    process.removeListener('exit', onExit);
    untap();
    offUnshown();
  };
  return () => {
    // `close()` without `await` and then an exit is common: what is still on its way keeps us a little longer
    if (isAnythingPending(client)) client.flush(shutdownTimeoutOf(client)).then(stop, stop);
    else stop();
  };
}
