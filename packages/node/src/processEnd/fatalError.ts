import { type Client, type EventHint, safely, type VigilOptions } from '@vigil/core';
import { hasAddedCallbacks } from './addedCallbacks';
import { contextOfThrow } from './contextOfThrow';
import { endingClients } from './endingClients';
import { handOff } from './handOff';
import { markReported } from './reportedByThread';
import { withUnseenEnd } from './unseenEnd';

/** Domains have one, too. One that was added may leave the error, which ends the process then: what is unsent leaves at its exit. */
const hasCaptureCallback = () => !!process.hasUncaughtExceptionCaptureCallback?.() || hasAddedCallbacks();

/** No listener and no capture callback will keep the process, or this worker thread, alive. */
export function isDying(): boolean {
  return process.listenerCount('uncaughtException') === 0 && !hasCaptureCallback();
}

export interface GlobalCapture {
  /** Mechanism, `auto.node.…`. */
  type: string;
  /** It ends the process. */
  fatal: boolean;
  extra?: Record<string, unknown>;
}

/** Captures in the context of the throw. */
export function captureGlobal(client: Client, error: unknown, { type, fatal, extra }: GlobalCapture): void {
  // A value that is no Error has no stack; the one of this call would show Node's internals only.
  const syntheticException = Object.assign(new Error(''), { stack: '' });
  const hint: EventHint = {
    mechanism: { type, handled: false },
    captureContext: { level: fatal ? 'fatal' : 'error', ...(extra && { extra }) },
    syntheticException,
  };
  const capture = (): void => contextOfThrow().run(() => void client.captureException(error, hint));
  if (hasCaptureCallback()) withUnseenEnd(capture);
  else capture();
  if (fatal) markReported(error);
}

/**
 * The process ends of `error`: says so, then hands off while Node still waits for this listener. The exit handlers run after it. Never
 * throws.
 */
export function endOf(client: Client, error: unknown, onFatalError: VigilOptions['onFatalError']): void {
  const tell = onFatalError ?? client.getOptions().onFatalError;
  if (typeof tell === 'function') safely(() => tell(error as Error));
  handOff([...new Set([client, ...endingClients()])]);
}
