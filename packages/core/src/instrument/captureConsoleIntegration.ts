import { isError } from '../base/guards';
import type { EventHint } from '../client/hint';
import type { Integration } from '../client/integration';
import { textOf } from '../safe/textOf';
import type { Hub } from '../scope/hub';
import { type ConsoleLevel, SEVERITY, watchConsole } from './watchConsole';

export interface CaptureConsoleOptions {
  /** Which methods report. Default: all seven; `assert` when it fails. */
  levels?: ConsoleLevel[] | undefined;
  /** What the events say of having been handled. Default true. */
  handled?: boolean | undefined;
}

const MAX_VALUES = 50;
const MECHANISM = 'auto.core.capture_console';

function capture(hub: Hub, level: ConsoleLevel, args: unknown[], handled: boolean, at?: Error): void {
  const isAssert = level === 'assert';
  const values = args.slice(isAssert ? 1 : 0, MAX_VALUES);
  const severity = SEVERITY[level];
  const hint: EventHint = {
    ...(at && { syntheticException: at }),
    mechanism: { type: MECHANISM, handled },
    captureContext: { level: severity, extra: { arguments: values } },
  };
  const error = values.find(isError);
  if (error) hub.captureException(error, hint);
  else hub.captureMessage([isAssert ? 'Assertion failed:' : [], ...values.map(value => textOf(value))].flat().join(' '), severity, hint);
}

/**
 * Makes an event of each call of the console: of the first error among its arguments, else a message with the stack of the call, each with
 * `logger: 'console'`. What is printed while an event passes the hooks is not reported.
 */
export function captureConsoleIntegration(options?: CaptureConsoleOptions): Integration {
  const { levels, handled = true } = options ?? {};
  return {
    name: 'CaptureConsole',
    setup(client) {
      const heed: Parameters<typeof watchConsole>[2] = (hub, level, args, at) => capture(hub, level, args, handled, at);
      return watchConsole(client, levels, heed, () => new Error(''));
    },
    processEvent(event, { mechanism }) {
      if (mechanism?.type === MECHANISM) event.logger = 'console';
      return event;
    },
  };
}
