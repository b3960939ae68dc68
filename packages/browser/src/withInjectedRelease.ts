import { peek, type VigilOptions } from '@vigil/core';

/** The options with the release that bundler plugins write into a page, `globalThis.SENTRY_RELEASE = { id }`, where they name none. */
export function withInjectedRelease<O extends VigilOptions>(options: O): O {
  const id = peek(peek(globalThis, 'SENTRY_RELEASE'), 'id');
  return options.release === undefined && typeof id === 'string' && id ? { ...options, release: id } : options;
}
