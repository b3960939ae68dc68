import { type Extension, safely } from '@vigil/core';

/** Runs without what an old Prototype.js teaches all lists, texts and numbers to say of themselves in JSON. */
function withoutToJson<T>(run: () => T): T {
  const hidden = [Object, Array, String, Number].map(
    ({ prototype }) => [prototype, Object.getOwnPropertyDescriptor(prototype, 'toJSON')] as const,
  );
  const taught = hidden.filter(([, own]) => own?.configurable);
  for (const [prototype] of taught) safely(() => Reflect.deleteProperty(prototype, 'toJSON'));
  try {
    return run();
  } finally {
    for (const [prototype, own] of taught) safely(() => Object.defineProperty(prototype, 'toJSON', own as PropertyDescriptor));
  }
}

/** Events are JSON on pages, too, whose lists say something else of themselves. */
export const withPlainJson: Extension = ({ delivery }) => {
  if (!delivery) return;
  const { sendEvent } = delivery;
  delivery.sendEvent = (gated, ...rest) =>
    sendEvent('toJSON' in [] ? { ...gated, json: withoutToJson(() => JSON.stringify(gated.event)) } : gated, ...rest);
};
