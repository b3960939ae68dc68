import { type ConsoleLevel, type ConsoleOptions, getCurrentHub, type Integration, leaveConsoleCrumb, patchConsole } from '@vigil/core';
import { callerFiles } from '../owners/callerFiles';
import { watchPage } from '../owners/watchPage';
import { wantsCrumb } from './wantsCrumb';

/**
 * Makes a breadcrumb of each call of `console.debug|info|warn|error|log|trace` and of each failing `console.assert` (protocol 5.7), for the
 * client whose code called. Output and return value stay as they are. Off with `breadcrumbs: false` and `breadcrumbs: { console: false }`.
 */
export function consoleIntegration(options?: ConsoleOptions): Integration {
  const { levels, format } = options ?? {};
  return {
    name: 'Console',
    setup(client) {
      if (!wantsCrumb(client, 'console')) return;
      return watchPage<[level: ConsoleLevel, args: unknown[]]>(
        'console',
        client,
        ([level, args], owner) => {
          const wanted = !levels || levels.includes(level);
          if (wanted && wantsCrumb(owner, 'console')) leaveConsoleCrumb(owner.run(getCurrentHub), level, args, format);
        },
        tell => patchConsole(undefined, (level, args, _at, wrapper) => tell([level, args], () => callerFiles(wrapper))),
      );
    },
  };
}
