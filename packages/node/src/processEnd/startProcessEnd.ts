import { type Client, safely, stopAll, useHook } from '@vigil/core';
import { noteEndedThreads } from '../spool/noteEndedThreads';
import { MAX_HEADER_SIZE } from '../transport/wire';
import { startBeforeExit } from './beforeExit';
import { deliverInWorker } from './deliverInWorker';
import { isAnythingPending, processEnd } from './endingClients';
import { startExit } from './exit';
import { shutdownTimeoutOf, timeLeft } from './shutdownTimeout';
import { startSignals } from './signals';

/** It is on this machine, or it is not there. */
const SIDECAR_MS = 500;

function listen(): () => void {
  const stops = [startBeforeExit(), startExit(), startSignals(), noteEndedThreads()];
  return stopAll(stops);
}

/** What a Spotlight sidecar has not seen: the crash itself, as a rule. */
function showTheRest(client: Client): () => void {
  return client.on('unshown', (url: string, bodies: Array<string | Uint8Array>) => {
    const headers = { 'content-type': 'application/x-sentry-envelope' };
    const address = { url, headers, tls: {}, compressAbove: Infinity, maxHeaderSize: MAX_HEADER_SIZE, proxy: undefined };
    safely(() => deliverInWorker(address, bodies, Math.min(timeLeft(client), SIDECAR_MS)));
  });
}

/** Looks after this client when the process ends. The process is listened to once, for all clients. Returns the stop. */
export function startProcessEnd(client: Client): () => void {
  const hide = showTheRest(client);
  const leave = useHook(processEnd, client, listen);
  const stop = (): void => {
    hide();
    leave();
  };
  return () => {
    // `close()` without `await` and then an exit is common: what is still on its way keeps us a little longer
    if (isAnythingPending(client)) client.flush(shutdownTimeoutOf(client)).then(stop, stop);
    else stop();
  };
}
