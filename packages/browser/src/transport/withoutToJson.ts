import { safely } from '@vigil/core';

/** Whether lists or texts say something else of themselves in JSON than what they hold. */
export const isTaught = (): boolean => 'toJSON' in [] || 'toJSON' in Object('');

/** Runs without what an old Prototype.js teaches all lists, texts and numbers to say of themselves in JSON. */
export function withoutToJson<T>(run: () => T): T {
  if (!isTaught()) return run();
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
