import { carrier, peek, safely, wrapMethod } from '@vigil/core';
import { absoluteUrl } from '../requests/pageUrl';
import { callStack } from './callStack';
import type { Answered } from './captureFailedRequest';

/** Tells of each answer to `fetch`, before the caller has it. Returns the stop. */
export function watchFetchAnswers(tell: (answered: Answered) => void): () => void {
  return wrapMethod(
    globalThis,
    'fetch',
    original =>
      function (this: unknown, ...args: Parameters<typeof fetch>) {
        const at = callStack();
        const hub = carrier().active;
        const [input, init] = args;
        // bodies stay unread; what is rejected is passed on, unhandled as it was
        return original.apply(this as typeof globalThis, args).then(response => {
          safely(() => {
            const url = absoluteUrl(peek(input, 'url') ?? input);
            const method = `${init?.method ?? peek(input, 'method') ?? 'GET'}`.toUpperCase();
            tell({ by: 'fetch', url, method, status: response.status, at, hub });
          });
          return response;
        });
      },
  );
}
