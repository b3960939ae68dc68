import { type Extension, safely, withStore } from '@vigil/core';
import { createDatabaseStore } from './createDatabaseStore';

/** Seven days. */
const MAX_AGE_MS = 604_800_000;

/** A database as the client's store, asked at the start, when the page is online again, every five minutes, and when delivery works. */
export const withOffline: Extension = core => {
  const { client, now } = core;
  if (!core.delivery) return;
  client.extend(withStore((_core, lost) => ({ store: createDatabaseStore(client, now, lost), maxAgeMs: MAX_AGE_MS, when: 'overflow' })));
  const online = () => client.emit('takeStored');
  safely(() => addEventListener('online', online));
  client.onClose(() => removeEventListener('online', online));
};
