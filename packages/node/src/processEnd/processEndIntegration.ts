import type { Integration } from '@vigil/core';
import { endingClients, isAnythingPending } from './endingClients';
import { handOff } from './handOff';
import { tapProcessEmit } from './processEmit';
import { startProcessEnd } from './startProcessEnd';

const NAME = 'ProcessEnd';

function endNow(): void {
  const clients = endingClients();
  for (const client of clients) client.emit('exit');
  handOff(clients);
}

/**
 * Delivers what is unsent when the process ends, by exit or by SIGTERM or SIGINT, and sends what an earlier process of the same DSN had
 * to leave in the spool. Exit codes and signals stay as they are.
 */
export function processEndIntegration(): Integration {
  return {
    name: NAME,
    setup(client) {
      const stop = startProcessEnd(client);
      const untap = tapProcessEmit({
        // what the application's own exit listeners captured
        after: name => name === 'exit' && handOff(endingClients().filter(isAnythingPending)),
        // an uncaught error out of its listener of those ends the process there and then, without `exit`
        threw: name => name === 'uncaughtException' && endNow(),
      });
      return () => {
        untap();
        stop();
      };
    },
    afterAllSetup: client => client.emit('takeStored'),
  };
}

/** The same for a client of its own, which patches nothing: what exit listeners capture after ours is for `init` to deliver. */
export function ownProcessEnd(): Integration {
  return { name: NAME, setup: startProcessEnd, afterAllSetup: client => client.emit('takeStored') };
}
