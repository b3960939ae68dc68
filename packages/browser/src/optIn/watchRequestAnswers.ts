import { carrier, peek, safely, stopAll, wrapMethod } from '@vigil/core';
import { listen } from '../owners/listen';
import { absoluteUrl } from '../requests/pageUrl';
import { callStack } from './callStack';
import type { Answered } from './captureFailedRequest';

/** Tells of each answer to an `XMLHttpRequest`. Returns the stop. */
export function watchRequestAnswers(tell: (answered: Answered) => void): () => void {
  const prototype = peek(peek(globalThis, 'XMLHttpRequest'), 'prototype') as XMLHttpRequest | undefined;
  if (!prototype) return () => {};
  const opened = new WeakMap<XMLHttpRequest, { method: string; url: string }>();
  const undoOpen = wrapMethod(
    prototype,
    'open',
    original =>
      function (this: XMLHttpRequest, ...args: unknown[]) {
        safely(() => opened.set(this, { method: `${args[0]}`.toUpperCase(), url: absoluteUrl(args[1]) }));
        return original.apply(this, args as Parameters<typeof original>);
      },
  );
  const undoSend = wrapMethod(
    prototype,
    'send',
    original =>
      function (this: XMLHttpRequest, ...args) {
        const request = opened.get(this);
        const at = callStack();
        const hub = carrier().active;
        const tellIt = () => safely(() => request && tell({ by: 'xhr', ...request, status: this.status, at, hub }));
        if (request) safely(() => listen(this, 'loadend', tellIt, { once: true }));
        return original.apply(this, args);
      },
  );
  return stopAll([undoSend, undoOpen]);
}
