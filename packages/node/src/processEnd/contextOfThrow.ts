import { getCurrentHub, type Hub } from '@vigil/core';
import { takeEscapedHub } from '../http/escapedHub';

/**
 * The context an uncaught error was thrown in. Measured inside `uncaughtExceptionMonitor` and inside `process.emit('unhandledRejection')`
 * on Node 20.20, 22.23, 24.21 and 26.10: `getStore()` is the thrower's for timers, immediates, ticks, callbacks of the file system and
 * every kind of rejection (in `strict` too; for a promise rejected from another context it is the promise's own on 20 and 22, the
 * rejecter's on 24 and 26). It is empty for what is thrown synchronously out of `run`, because `run` has unwound by then, and on 20 and
 * 22 in a `queueMicrotask` callback. The first of these is what a request listener does: its wrapper notes the context on the way up.
 */
export function contextOfThrow(): Hub {
  return takeEscapedHub() ?? getCurrentHub();
}
