import type { Worker } from 'node:worker_threads';
import type { Client } from '@vigil/core';
import { onChannel } from '../children/onChannel';
import { endedThreads } from './spoolOwner';

/** What a worker thread had in hand when it ended is free: `terminate()` lets it run nothing of its own. Returns the stop. */
export function noteEndedThreads(client: Client): () => void {
  return onChannel('worker_threads', message => {
    const { worker } = message as { worker: Worker };
    const { threadId } = worker;
    worker.once('exit', () => {
      endedThreads.add(threadId);
      client.emit('takeStored');
    });
  });
}
