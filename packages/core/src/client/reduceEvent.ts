import type { Event, Exception } from '../wire/event';

/**
 * What still goes out when a hook fails: what the error is and where, nothing a hook was there to remove (api.md
 * section 4). `values` are the event's exceptions.
 */
export function reduceEvent(event: Event, values: Exception[], failed: string): Event {
  const reduced: Event = { contexts: { trace: event.contexts?.['trace'] }, tags: { hook_error: failed } };
  for (const key of ['timestamp', 'platform', 'level', 'release', 'dist', 'environment', 'message', 'sdk'] as const)
    reduced[key] = event[key] as never;
  if (values.length) {
    const bare = values.map(({ stacktrace, ...rest }) => ({
      ...rest,
      stacktrace: stacktrace && { frames: stacktrace.frames?.map(({ vars: _vars, ...frame }) => frame) },
    }));
    reduced.exception = { values: bare as Exception[] };
  }
  return reduced;
}
