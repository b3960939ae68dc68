import type { Worker } from 'node:worker_threads';
import { onChannel } from '../children/onChannel';
import { endingClients } from '../processEnd/endingClients';
import { endedThreads } from './spoolOwner';

/** What a worker thread had in hand when it ended is free: `terminate()` lets it run nothing of its own. Returns the stop. */
export function noteEndedThreads(): () => void {
  return onChannel('worker_threads', message => {
    const { worker } = message as { worker: Worker };
    const { threadId } = worker;
    worker.once('exit', () => {
      endedThreads.add(threadId);
      for (const client of endingClients()) client.emit('takeStored');
    });
  });
}
