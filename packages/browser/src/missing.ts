import type { Extension, VigilOptions } from '@vigil/core';

/** What `@vigil/browser` itself cannot do, by the options that ask for it. */
export function missingInPage({ dsn, spotlight, backend, transportOptions }: VigilOptions): Record<string, unknown> {
  return {
    dsn: Array.isArray(dsn) && dsn.length > 1,
    spotlight,
    backend: backend === 'bugsink',
    'transportOptions.compress': transportOptions?.['compress'],
    'transportOptions.headers': typeof transportOptions?.['headers'] === 'function',
  };
}

/** Warns of options whose rooms are not in the bundle, and of the client's `explain`; `scrub` has a warning of its own (V013). */
export const sayWhatIsMissing =
  (missing: (options: VigilOptions) => Record<string, unknown>): Extension =>
  ({ client, options }) => {
    for (const [key, isAsked] of Object.entries(missing(options))) if (isAsked) client.warn('V080', key);
    const { explain } = client;
    client.explain = (...given) => {
      client.warn('V080', 'explain');
      return explain(...given);
    };
  };
