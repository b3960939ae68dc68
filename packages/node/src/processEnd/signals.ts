import type { Client } from '@vigil/core';
import { handOff } from './handOff';

type Signal = 'SIGTERM' | 'SIGINT';

/** On the listeners of every client and of every copy of this file: among themselves, only the last one re-raises. */
const OURS: unique symbol = Symbol.for('vigil/1/signal');

type Listener = (() => void) & { [OURS]?: boolean };

/**
 * Listeners of signal-exit (4, then 3), which kills by the same signal as soon as nobody else listens: with them alone the process dies
 * in this very emit, and no exit handler runs.
 */
function reRaisers(): number {
  const four = (globalThis as { [key: symbol]: { count?: number } | undefined })[Symbol.for('signal-exit emitter')];
  const three = (process as { __signal_exit_emitter__?: { count?: number } }).__signal_exit_emitter__;
  return (four?.count ?? 0) + (three?.count ?? 0);
}

/**
 * Our listener stands first and takes itself away before anything else, so that whoever looks for other listeners is alone. Is the
 * application listening, it decides what comes of the signal, and what is unsent then leaves at its exit. Is nobody, what is unsent is
 * handed off and the same signal raised again, which ends the process by the signal. Where it does not (PID 1, for which the kernel
 * drops it) the process lives on with its client open, as it would have without us, and we listen again.
 */
function listenTo(signal: Signal, client: Client): () => void {
  let stopped = false;
  const arm = () => {
    if (!stopped && !process.listeners(signal).includes(listener)) process.prependListener(signal, listener);
  };
  const listener: Listener = Object.assign(
    () => {
      process.removeListener(signal, listener);
      // After those who act on it now. A service that cleans up and then raises it again finds us first once more.
      setImmediate(arm).unref();
      const others = process.listeners(signal) as Listener[];
      const applications = others.filter(other => !other[OURS]).length;
      if (applications > reRaisers()) return;
      client.emit('exit');
      handOff(client);
      if (others.length === 0) process.kill(process.pid, signal);
    },
    { [OURS]: true },
  );
  arm();
  return () => {
    stopped = true;
    process.removeListener(signal, listener);
  };
}

/** Hands off on SIGTERM and SIGINT. Returns the stop. In a worker thread no signal ever comes. */
export function startSignals(client: Client): () => void {
  const stops = (['SIGTERM', 'SIGINT'] as const).map(signal => listenTo(signal, client));
  return () => {
    for (const stop of stops) stop();
  };
}
