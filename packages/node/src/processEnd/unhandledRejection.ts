import { type Client, type Integration, safely } from '@vigil/core';
import { isBunByDefault, startBunRejections } from './bunRejections';
import { captureGlobal, endOf, isDying } from './fatalError';
import { isIgnoredRejection, type RejectionMatcher } from './ignoredRejection';
import { tapProcessEmit } from './processEmit';

export interface OnUnhandledRejectionOptions {
  /**
   * `none`: not reported. `warn` and `strict` are accepted for code written for Sentry and mean the same as nothing: reported, and what
   * Node does with the rejection stays what `--unhandled-rejections` says.
   */
  mode?: 'warn' | 'strict' | 'none' | undefined;
  /** Not reported. Default: none. */
  ignore?: RejectionMatcher[] | undefined;
}

/**
 * Sees the rejections of one client, in whichever way they come:
 * `throw` (Node's default): `unhandledRejection` is emitted, nobody takes it, the monitor follows in the same breath;
 * `warn`, `none`, `warn-with-error-code`: it is emitted, and no monitor follows;
 * `strict`: the monitor comes first, a value that is no Error being lost by then, and the event only if the process lives on.
 */
function createRejectionWatch(client: Client, ignore: RejectionMatcher[]) {
  /** Emitted and taken by nobody; told by the monitor or, where none follows, a microtask later. */
  let open: { reason: unknown; told: boolean } | undefined;
  let strict = false;

  function report(reason: unknown, fatal: boolean): void {
    if (safely(() => isIgnoredRejection(reason, ignore))) return;
    const extra = { unhandledPromiseRejection: true };
    safely(() => captureGlobal(client, reason, { type: 'auto.node.onunhandledrejection', fatal, extra }));
  }
  function taken(reason: unknown, fatal: boolean): void {
    report(reason, fatal);
    if (fatal) endOf(client, reason, undefined);
  }
  return {
    taken,
    /** Before the application's listeners, one of which may end the process. */
    emitted(reason: unknown): void {
      if (strict) return;
      if (process.listenerCount('unhandledRejection')) {
        report(reason, false);
        return;
      }
      const mine = { reason, told: false };
      open = mine;
      queueMicrotask(() => {
        if (open === mine) open = undefined;
        if (!mine.told) report(reason, false);
      });
    },
    monitored(error: unknown): void {
      const reason = open ? open.reason : error;
      if (open) open.told = true;
      else strict = true;
      open = undefined;
      taken(reason, isDying());
    },
  };
}

/**
 * Reports unhandled rejections with their real value: level `fatal` when the process ends of it, else `error`. It is no listener of
 * `unhandledRejection`, which would change what Node does: an own `process.emit` looks at the event and passes it on, so in every mode
 * of `--unhandled-rejections` exit code and stderr are Node's own.
 */
export function onUnhandledRejectionIntegration(options?: OnUnhandledRejectionOptions): Integration {
  const { mode, ignore = [] } = options ?? {};
  return {
    name: 'OnUnhandledRejection',
    setup(client) {
      if (mode === 'none') return undefined;
      const watch = createRejectionWatch(client, ignore);
      const untap = tapProcessEmit({
        before(name, [reason]) {
          if (name === 'unhandledRejection') safely(() => watch.emitted(reason));
        },
      });
      const monitor = (error: unknown, origin: NodeJS.UncaughtExceptionOrigin): void => {
        if (origin === 'unhandledRejection') safely(() => watch.monitored(error));
      };
      process.on('uncaughtExceptionMonitor', monitor);
      const stopOnBun = isBunByDefault() ? startBunRejections(watch.taken) : undefined;
      return () => {
        untap();
        stopOnBun?.();
        process.removeListener('uncaughtExceptionMonitor', monitor);
      };
    },
  };
}
