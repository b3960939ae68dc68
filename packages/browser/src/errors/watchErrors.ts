import { type Client, isObject, peek } from '@vigil/core';
import { countOrphan } from '../owners/countOrphan';
import { filesOf } from '../owners/filesOf';
import { listen } from '../owners/listen';
import { pageState } from '../owners/pageState';
import { watchPage } from '../owners/watchPage';
import { captureHeard } from './captureHeard';
import { captureUncaught } from './captureUncaught';

const TYPE = 'global_handlers.onerror';

function capture(event: ErrorEvent, client: Client): void {
  const { error } = event;
  // `data` for hooks, and for what has no stack of its own: where the browser says that it was thrown
  if (isObject(error)) captureUncaught(client, error, TYPE, undefined, { data: event });
  else captureHeard(event, client, `auto.browser.${TYPE}`);
}

/** Whether a callback's guard told of it a moment ago, or a worker. Of a script of another origin the browser hides what was thrown. */
function isTold({ error, message }: ErrorEvent): boolean {
  const state = pageState();
  const { rethrown } = state;
  state.rethrown = undefined;
  if (!rethrown) return false;
  if (rethrown.message !== undefined) return error == null && rethrown.message === message;
  return Object.is(rethrown.error, error) || (error == null && (rethrown.error == null || /^script error/i.test(message)));
}

/** Tells of uncaught errors. Returns the stop. */
export function watchErrors(client: Client): () => void {
  return watchPage<ErrorEvent>(
    'onerror',
    client,
    capture,
    tell =>
      // not while capturing, where the errors of images and scripts would come by, too
      listen<ErrorEvent>(globalThis, 'error', event => {
        if (typeof peek(event, 'message') !== 'string' || isTold(event)) return;
        tell(event, () => {
          const files = filesOf(event.error);
          return files.length ? files : [event.filename];
        });
      }),
    countOrphan,
  );
}
