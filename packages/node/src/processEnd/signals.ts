import { stopAll } from '@vigil/core';
import { builtin } from '../env/builtin';
import { awaitAnswers } from './awaitAnswers';
import { endingClients, isAnythingPending } from './endingClients';
import { handOff } from './handOff';
import { renewLastTurn } from './lastTurn';

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';

/** On the listeners of every copy of this file, with whether it waits: among themselves, only the last one re-raises. */
const OURS: unique symbol = Symbol.for('vigil/1/signal');

type Listener = (() => void) & { [OURS]?: { waits: boolean } };

/** What the first signal began, for the next to cut short. */
interface Ending {
  finish?: ((atMostMs?: number) => void) | undefined;
}

/**
 * Listeners of signal-exit (4, then 3), which kills by the same signal as soon as nobody else listens: with them alone the process dies
 * in this very emit, and no exit handler runs.
 */
function reRaisers(): number {
  const four = (globalThis as { [key: symbol]: { count?: number } | undefined })[Symbol.for('signal-exit emitter')];
  const three = (process as { __signal_exit_emitter__?: { count?: number } }).__signal_exit_emitter__;
  return (four?.count ?? 0) + (three?.count ?? 0);
}

/** `process.listeners` would not tell of what tsx hides there: a listener that exits with 130 or 143 when nobody else listens. */
const listenersOf = (signal: Signal) => builtin('node:events').EventEmitter.prototype.listeners.call(process, signal) as Listener[];

/**
 * Our listener stands first. Do others listen, it takes itself away before anything else, so that whoever looks for listeners is alone; as
 * the only one it stays until the end, because Node forgets the signals that have come but are not told yet when it hears no more. Is the
 * application listening, it decides what comes of the signal, and what is unsent then leaves at its exit. Is nobody, requests under way
 * get their answers, which a hand-off at once would send a second time; it listens on meanwhile, and a second signal ends the wait: what
 * is left then goes to the spool, and nobody is asked any more. Without one it is handed off. The same signal is raised again, which ends
 * the process by the signal. Where it does not (PID 1, for which the kernel drops it) the process lives on with its clients open, as it
 * would have without us, and we listen again.
 */
function listenTo(signal: Signal, ending: Ending): () => void {
  let stopped = false;
  /** The signal that we raised ourselves is on its way to others. */
  let raised = false;
  const state = { waits: false };
  const arm = (): void => {
    if (!stopped && !process.listeners(signal).includes(listener)) process.prependListener(signal, listener);
  };
  const leave = (): void => {
    process.removeListener(signal, listener);
    // After those who act on it now. A service that cleans up and then raises it again finds us first once more.
    setImmediate(arm).unref();
  };
  const raise = (): void => {
    // another copy, which still waits, raises it
    if (listenersOf(signal).some(other => other[OURS]?.waits)) return;
    raised = process.listenerCount(signal) > 0;
    process.kill(process.pid, signal);
  };
  const wait = (): void => {
    state.waits = true;
    arm();
    const finish = (atMostMs?: number): void => {
      if (ending.finish !== finish) return;
      ending.finish = undefined;
      state.waits = false;
      leave();
      handOff(endingClients(), atMostMs);
      raise();
    };
    ending.finish = finish;
    awaitAnswers(endingClients()).then(
      () => finish(),
      () => finish(),
    );
  };
  const listener: Listener = Object.assign(
    () => {
      renewLastTurn();
      const others = listenersOf(signal).filter(other => other !== listener);
      if (others.length > 0) leave();
      const applications = others.filter(other => !other[OURS]).length;
      if (applications > reRaisers()) return;
      if (ending.finish) return ending.finish(0);
      const clients = endingClients();
      for (const client of clients) client.emit('exit');
      if (!raised && clients.some(isAnythingPending)) return wait();
      raised = false;
      handOff(clients);
      if (others.length > 0) return;
      leave();
      raise();
    },
    { [OURS]: state },
  );
  arm();
  return () => {
    stopped = true;
    process.removeListener(signal, listener);
  };
}

/**
 * On Windows nothing can raise it again. Deno keeps it ignored under `nohup`, which a listener would end; of Node's own start nothing is
 * left of that.
 */
function endsByHangUp(): boolean {
  const { platform, versions } = process;
  return platform !== 'win32' && !versions['deno'] && !versions['bun'];
}

/** Hands off on SIGTERM, SIGINT and, on Node, SIGHUP (a terminal that was closed). Returns the stop. In a worker thread no signal ever comes. */
export function startSignals(): () => void {
  const ending: Ending = {};
  const signals: Signal[] = ['SIGTERM', 'SIGINT', ...(endsByHangUp() ? (['SIGHUP'] as const) : [])];
  const stops = signals.map(signal => listenTo(signal, ending));
  return stopAll(stops);
}
