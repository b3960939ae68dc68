import { carrier, isThenable, peek, safely, wrapMethod } from '@vigil/core';
import { createVigilFetch } from '../requests/createVigilFetch';
import { absoluteUrl } from '../requests/pageUrl';
import { callStack } from './callStack';
import type { Answered } from './captureFailedRequest';

/** Tells of each answer to `fetch`, before the caller has it. Returns the stop. */
export function watchFetchAnswers(tell: (answered: Answered) => void): () => void {
  return wrapMethod(globalThis, 'fetch', original => {
    const vigilFetch = createVigilFetch();
    return function (this: unknown, ...args: Parameters<typeof fetch>) {
      const at = callStack();
      const hub = carrier().active;
      const [input, init] = args;
      const answer = vigilFetch(original, this, args) as Promise<Response>;
      // bodies stay unread; what is rejected is passed on, unhandled as it was
      return isThenable(answer)
        ? answer.then(response => {
            safely(() => {
              const url = absoluteUrl(peek(input, 'url') ?? input);
              const method = `${init?.method ?? peek(input, 'method') ?? 'GET'}`.toUpperCase();
              tell({ by: 'fetch', url, method, status: response.status, at, hub });
            });
            return response;
          })
        : answer;
    };
  });
}
