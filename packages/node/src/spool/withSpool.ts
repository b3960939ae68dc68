import { type Extension, safely, withStore } from '@vigil/core';
import { isEndUnseen } from '../processEnd/unseenEnd';
import { createFolderStore } from './createFolderStore';
import { spoolPlaceOf } from './spoolPlace';

/** The `spool` option: a folder as the client's store. None where the process may not know its user or its temporary directory. */
export function withSpool(): Extension {
  return withStore(({ client }, lost) => {
    const place = safely(
      () => spoolPlaceOf(client),
      error => void client.debug(`spool: ${String(error)}`) as undefined,
    );
    if (!place) return undefined;
    return {
      store: createFolderStore(client, place, lost),
      maxAgeMs: place.maxAgeMs,
      get when() {
        return isEndUnseen() ? 'always' : place.when;
      },
    };
  });
}
