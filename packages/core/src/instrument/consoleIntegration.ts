import type { Callback } from '../base/callback';
import type { Integration } from '../client/integration';
import { leaveConsoleCrumb } from './consoleCrumb';
import { type ConsoleLevel, watchConsole } from './watchConsole';

export interface ConsoleOptions {
  /** Which methods are watched. Default: all seven. */
  levels?: ConsoleLevel[] | undefined;
  /** Sentry's; without effect: nothing is kept from the console or from breadcrumbs. */
  filter?: Array<string | RegExp> | undefined;
  /** Puts values into one text, as `util.format` does. Gets no objects, only texts in their place. Default: joined by spaces. */
  format?: Callback<(...values: unknown[]) => string> | undefined;
}

/**
 * Makes a breadcrumb of each call of `console.debug|info|warn|error|log|trace` and of each failing `console.assert` (protocol 5.7).
 * Output and return value stay as they are. Off with `breadcrumbs: false` and `breadcrumbs: { console: false }`.
 */
export function consoleIntegration(options?: ConsoleOptions): Integration {
  const { levels, format } = options ?? {};
  return {
    name: 'Console',
    setup(client) {
      const { breadcrumbs } = client.getOptions();
      if (breadcrumbs === false || breadcrumbs?.console === false) return;
      return watchConsole(client, levels, (hub, level, args) => leaveConsoleCrumb(hub, level, args, format));
    },
  };
}
