import { type Client, peek } from '@vigil/core';
import { countOrphan } from '../owners/countOrphan';
import { filesOf } from '../owners/filesOf';
import { listen } from '../owners/listen';
import { watchPage } from '../owners/watchPage';
import { captureUncaught } from './captureUncaught';

/** Of a rejection of the browser's, or of a promise library that dispatches a `CustomEvent`. */
export function reasonOf(event: Event): unknown {
  const { detail } = event as CustomEvent<unknown>;
  return 'reason' in event ? event.reason : detail === undefined || detail === null ? event : (peek(detail, 'reason') ?? detail);
}

/** Tells of rejections that nobody handles. Returns the stop. */
export function watchRejections(client: Client): () => void {
  return watchPage<unknown>(
    'onunhandledrejection',
    client,
    (error, client) => captureUncaught(client, error, 'global_handlers.onunhandledrejection'),
    tell =>
      listen(globalThis, 'unhandledrejection', event => {
        const reason = reasonOf(event);
        tell(reason, () => filesOf(reason));
      }),
    countOrphan,
  );
}
