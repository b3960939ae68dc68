import { type Client, isObject, peek } from '@vigil/core';
import { defaultStackParser } from '../defaultStackParser';
import { countOrphan } from '../owners/countOrphan';
import { filesOf } from '../owners/filesOf';
import { listen } from '../owners/listen';
import { pageState } from '../owners/pageState';
import { watchPage } from '../owners/watchPage';
import { captureHeard } from './captureHeard';

const TYPE = 'auto.browser.global_handlers.onerror';

function capture(event: ErrorEvent, client: Client): void {
  const { error } = event;
  // `data` for hooks, and for what has no stack of its own: where the browser says that it was thrown
  if (isObject(error)) client.capture({ error, isError: true, hint: { mechanism: { type: TYPE, handled: false }, data: event } });
  else captureHeard(event, client, TYPE);
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
          const files = filesOf(defaultStackParser, peek(event.error, 'stack'));
          return files.length ? files : [event.filename];
        });
      }),
    countOrphan,
  );
}
