import type { Integration } from '@vigil/core';
import { noteEndedThreads } from '../spool/noteEndedThreads';
import { startExit } from './exit';
import { startSignals } from './signals';

/**
 * Delivers what is unsent when the process ends, by exit or by SIGTERM or SIGINT, and sends what an earlier process of the same DSN had
 * to leave in the spool. Exit codes and signals stay as they are.
 */
export function processEndIntegration(): Integration {
  return {
    name: 'ProcessEnd',
    setup(client) {
      const stops = [startExit(client), startSignals(client), noteEndedThreads(client)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    afterAllSetup: client => client.emit('takeStored'),
  };
}
