import { type Extension, withStore } from '@vigil/core';
import { createFolderStore } from './createFolderStore';
import { spoolPlaceOf } from './spoolPlace';

/** The `spool` option: a folder as the client's store. */
export function withSpool(): Extension {
  return withStore(({ client }, lost) => {
    const place = spoolPlaceOf(client);
    return place && { store: createFolderStore(client, place, lost), maxAgeMs: place.maxAgeMs, when: place.when };
  });
}
