import type { Event } from '../wire/event';

const KEPT = ['timestamp', 'platform', 'level', 'release', 'dist', 'environment', 'message', 'sdk'] as const;

/**
 * What still goes out when a hook fails: what the error is and where, nothing a hook was there to remove (api.md
 * section 4).
 */
export function reduceEvent(event: Event, failed: string): Event {
  const reduced: Event = { contexts: { trace: event.contexts?.['trace'] }, tags: { hook_error: failed } };
  for (const key of KEPT) Object.assign(reduced, { [key]: event[key] });
  const values = event.exception?.values?.map(({ stacktrace, ...rest }) => ({
    ...rest,
    stacktrace: stacktrace && { frames: stacktrace.frames?.map(({ vars: _vars, ...frame }) => frame) },
  }));
  if (values?.length) reduced.exception = { values: values as NonNullable<Event['exception']>['values'] };
  return reduced;
}
