import { captureException, getClient } from '@vigil/browser';

/** Runs a hook of the application's. What it throws is reported and changes nothing: React would take it for a failure of the boundary. */
export function runHook(name: string, hook: () => void): void {
  try {
    hook();
  } catch (error) {
    getClient()?.warn('V085', name);
    captureException(error, { mechanism: { type: 'internal', handled: false, data: { hook: name } } });
  }
}
