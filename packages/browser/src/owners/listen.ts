import { originalOf } from '@vigil/core';

type Listen = (type: string, listener: (event: Event) => void, options?: AddEventListenerOptions | boolean) => void;

/** Listens on `target` past our own wrapper of `addEventListener`. What cannot be listened to is silent. Returns the stop. */
export function listen<E extends Event>(
  target: EventTarget | undefined,
  type: string,
  listener: (event: E) => void,
  options?: AddEventListenerOptions | boolean,
): () => void {
  if (typeof target?.addEventListener !== 'function') return () => {};
  const call = (method: 'addEventListener' | 'removeEventListener') =>
    (originalOf(target[method]) as Listen).call(target, type, listener as (event: Event) => void, options);
  call('addEventListener');
  return () => call('removeEventListener');
}
