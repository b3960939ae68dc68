import type { Client } from '@vigil/core';
import { countOrphan } from '../owners/countOrphan';
import { pageState } from '../owners/pageState';
import { type Tell, watchPage } from '../owners/watchPage';
import { captureUncaught } from './captureUncaught';
import type { Thrown } from './guardCallback';

/** Reports what callbacks throw that an API of the page calls. `install` puts guards around them and returns the undo. */
export function watchCallbacks(client: Client, name: string, install: (tell: Tell<Thrown>) => () => void): () => void {
  // what is told here comes by the page's error handler once more
  const mark = (error: unknown) => {
    pageState().rethrown = { error };
  };
  return watchPage<Thrown>(
    `callbacks.${name}`,
    client,
    ({ error, api, data }, client) => {
      mark(error);
      captureUncaught(client, error, `browserapierrors.${api}`, data);
    },
    install,
    (client, { error }) => {
      mark(error);
      countOrphan(client);
    },
  );
}
