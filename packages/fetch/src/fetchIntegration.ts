import {
  type InstrumentFetchOptions,
  type Integration,
  instrumentFetch,
  type SharedHook,
  settingsOf,
  useHook,
  wrapMethod,
} from '@vigil/core';

const hook: SharedHook<InstrumentFetchOptions> = { users: [], undo: undefined };

/** `Fetch`: breadcrumbs and trace headers for the requests of `globalThis.fetch`, see `instrumentFetch`. Default on; `close()` undoes it. */
export function fetchIntegration(given?: InstrumentFetchOptions): Integration {
  const options = given ?? {};
  return {
    name: 'Fetch',
    setup: () =>
      useHook(hook, options, () => wrapMethod(globalThis, 'fetch', original => instrumentFetch(original, () => settingsOf(hook)))),
  };
}
