import { say } from '../base/diag';
import type { Core } from './core';
import { eventBlock } from './eventBlock';
import { rehearse } from './rehearse';

/**
 * For development without a DSN: prints what each capture would send, in a few lines, to the logger's `info`. The pipeline runs on it,
 * scrubber and budget too; the outcome stays `disabled`. Nothing where a DSN was given, `''` among them, or `enabled: false`, or
 * `logger: false`. An extension.
 */
export function printUnsent(core: Core): void {
  const { client, options } = core;
  if (client.isEnabled() || options.dsn !== undefined || options.enabled === false || options.logger === false) return;
  const { capture } = client;
  const printed = new WeakSet<object>();
  client.capture = input => {
    const { error, hint, event } = input;
    const id = capture(input);
    // what is rethrown and captured again is one event with a DSN too
    if (Object(error) === error) {
      if (printed.has(error as object)) return id;
      printed.add(error as object);
    }
    const again = { ...input, hint: { ...hint, event_id: id }, ...(event && { event }) };
    rehearse(
      core,
      again,
      ({ gated }) => {
        if (!gated || gated.event.type) return;
        const block = `not sent, there is no DSN: ${eventBlock(gated.event)}`;
        say(options.logger, 'info', `${block}\n  dsn: '' or logger: false stops these lines`);
      },
      true,
    );
    return id;
  };
}
