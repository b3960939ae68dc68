import { type Client, safely } from '@vigil/core';
import { endingClients, isAnythingPending } from './endingClients';
import { timeLeft } from './shutdownTimeout';

/** On the listeners of every copy of this file. */
const OURS: unique symbol = Symbol.for('vigil/1/beforeExit');

type Listener = (() => void) & { [OURS]?: boolean };

function isAloneBeforeExit(): boolean {
  return (process.listeners('beforeExit') as Listener[]).every(listener => listener[OURS]);
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
          .then(undefined, () => false),
      ),
    );
}

/**
 * Gives the loop one turn more before it ends, in which a signal that has come is told: nothing keeps the process alive for one, and what
 * the process raised in its last turn would be forgotten, because we listen. Not a second one, unless something happened in the first.
 */
function createLastTurn(): () => void {
  let had = false;
  return () => {
    if (had) return;
    // not an immediate, of which Deno tells before it looks for signals
    setTimeout(() => {
      had = true;
      setImmediate(() => {
        had = false;
      }).unref();
    });
  };
}

/**
 * Nothing of ours keeps the process alive, so it may end with requests written and not answered, and with a signal not told. The Worker
 * would send those a second time: where nobody can notice, the answers are waited for. An application that listens to `beforeExit` would be
 * called once more for that, and is not made to. Returns the stop.
 */
export function startBeforeExit(): () => void {
  const takeLastTurn = createLastTurn();
  const listener: Listener = Object.assign(
    () => {
      if (!isAloneBeforeExit()) return;
      takeLastTurn();
      for (const client of endingClients()) safely(() => awaitAnswers(client));
    },
    { [OURS]: true },
  );
  process.on('beforeExit', listener);
  return () => void process.removeListener('beforeExit', listener);
}
