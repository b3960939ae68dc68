import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type EventEmitter, errorMonitor } from 'node:events';
import { addBreadcrumb, type Breadcrumb, getCurrentHub, type Integration, safely } from '@vigil/core';

export interface ChildProcessOptions {
  /** Default false: passwords stand in arguments. */
  includeChildProcessArgs?: boolean;
}

const CHANNEL = 'child_process';

function dataOf(child: ChildProcess, options: ChildProcessOptions): Record<string, unknown> {
  return { spawnfile: child.spawnfile, ...(options.includeChildProcessArgs && { spawnargs: child.spawnargs }) };
}

/** In the context that starts it, whenever it ends. Nothing here counts as a handler: an error nobody listens to stays fatal. */
function watch(child: ChildProcess, options: ChildProcessOptions): void {
  const leave = getCurrentHub().bind((crumb: Breadcrumb) => addBreadcrumb({ category: CHANNEL, data: dataOf(child, options), ...crumb }));
  child.once('exit', (code, signal) => {
    if (code || signal) leave({ message: `Child process exited with ${signal ?? `code '${code}'`}`, level: 'warning' });
  });
  const emitter: EventEmitter = child;
  emitter.once(errorMonitor, (error: Error) => leave({ message: `Child process errored with '${error?.message}'`, level: 'error' }));
}

/** `ChildProcess`: breadcrumbs of child processes that fail: could not start, ended with another code than 0, or by a signal. Default on. */
export function childProcessIntegration(options: ChildProcessOptions = {}): Integration {
  return {
    name: 'ChildProcess',
    setup() {
      const onStart = (message: unknown): void => {
        const { process: child } = message as { process?: ChildProcess };
        if (child) safely(() => watch(child, options));
      };
      subscribe(CHANNEL, onStart);
      return () => void unsubscribe(CHANNEL, onStart);
    },
  };
}
