import { type Extension, safely, withStore } from '@vigil/core';
import { createFolderStore } from './createFolderStore';
import { spoolPlaceOf } from './spoolPlace';

/** The `spool` option: a folder as the client's store. None where the process may not know its user or its temporary directory. */
export function withSpool(): Extension {
  return withStore(({ client }, lost) => {
    const place = safely(
      () => spoolPlaceOf(client),
      error => void client.debug(`spool: ${String(error)}`) as undefined,
    );
    return place && { store: createFolderStore(client, place, lost), maxAgeMs: place.maxAgeMs, when: place.when };
  });
}
