import { type Client, safely } from '@vigil/core';
import { endingClients, isAnythingPending } from './endingClients';
import { renewLastTurn, takeLastTurn } from './lastTurn';
import { timeLeft } from './shutdownTimeout';

/** On the listeners of every copy of this file. */
const OURS: unique symbol = Symbol.for('vigil/1/beforeExit');

type Listener = (() => void) & { [OURS]?: boolean };

function isAloneBeforeExit(): boolean {
  return (process.listeners('beforeExit') as Listener[]).every(listener => listener[OURS]);
}

/** Whoever awaits a `flush()` goes on. Not while anything is left, for which there would be turn after turn until the deadline. */
function renewForAwaiter(client: Client): void {
  if (!isAnythingPending(client)) renewLastTurn();
}

function awaitAnswers(client: Client): void {
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
          .then(
            () => renewForAwaiter(client),
            () => false,
          ),
      ),
    );
}

/**
 * Nothing of ours keeps the process alive, so it may end with requests written and not answered, and with a signal not told. The Worker
 * would send those a second time: where nobody can notice, the answers are waited for. An application that listens to `beforeExit` would be
 * called once more for that, and is not made to. Returns the stop.
 */
export function startBeforeExit(): () => void {
  const listener: Listener = Object.assign(
    () => {
      if (!isAloneBeforeExit()) return;
      safely(takeLastTurn);
      for (const client of endingClients()) safely(() => awaitAnswers(client));
    },
    { [OURS]: true },
  );
  process.on('beforeExit', listener);
  return () => void process.removeListener('beforeExit', listener);
}
