import { type Callback, type Client, type Integration, safely, stopAll } from '@vigil/core';
import { watchAddedCallbacks } from './addedCallbacks';
import { captureGlobal, endOf, isDying } from './fatalError';

export interface OnUncaughtExceptionOptions {
  /**
   * Called with the error that ends the process, before what is unsent is handed off. Beats the client's `onFatalError`. No second error is
   * ever given.
   */
  onFatalError?: Callback<(firstError: Error, secondError?: Error) => void> | undefined;
  /** Default false. true: the process ends (stack to stderr, exit code 1) although the application listens to `uncaughtException`. */
  exitEvenIfOtherHandlersAreRegistered?: boolean | undefined;
}

/** After the application's own listeners had their turn. */
function exitSoon(error: unknown): void {
  process.nextTick(() => {
    console.error(error);
    process.exit(1);
  });
}

/**
 * Reports uncaught exceptions, level `fatal`. It looks on (`uncaughtExceptionMonitor`): exit code and stderr are Node's own. Where the
 * application listens to `uncaughtException` and lives on, it is reported just the same, level `error`.
 */
export function onUncaughtExceptionIntegration(given?: OnUncaughtExceptionOptions): Integration {
  const options = given ?? {};
  const { onFatalError, exitEvenIfOtherHandlersAreRegistered = false } = options;
  const look = (client: Client, error: unknown): void => {
    const dying = isDying();
    const fatal = dying || exitEvenIfOtherHandlersAreRegistered;
    safely(() => captureGlobal(client, error, { type: 'auto.node.onuncaughtexception', fatal }));
    if (fatal) endOf(client, error, onFatalError);
    if (fatal && !dying) exitSoon(error);
  };
  return {
    name: 'OnUncaughtException',
    setup(client) {
      const monitor = (error: unknown, origin: NodeJS.UncaughtExceptionOrigin): void => {
        // Rejections come here too, from `throw` and `strict`: they are the other integration's.
        if (origin === 'uncaughtException') safely(() => look(client, error));
      };
      process.on('uncaughtExceptionMonitor', monitor);
      return stopAll([watchAddedCallbacks(), () => void process.removeListener('uncaughtExceptionMonitor', monitor)]);
    },
  };
}
