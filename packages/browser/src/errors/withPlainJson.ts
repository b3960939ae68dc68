import type { Extension } from '@vigil/core';
import { isTaught, withoutToJson } from '../transport/withoutToJson';

/** Events are JSON on pages, too, whose lists say something else of themselves. */
export const withPlainJson: Extension = ({ delivery }) => {
  if (!delivery) return;
  const { sendEvent } = delivery;
  delivery.sendEvent = (gated, ...rest) =>
    sendEvent(isTaught() ? { ...gated, json: withoutToJson(() => JSON.stringify(gated.event)) } : gated, ...rest);
};
