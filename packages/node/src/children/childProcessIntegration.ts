import type { ChildProcess } from 'node:child_process';
import type { EventEmitter } from 'node:events';
import { type Client, getCurrentHub, type Hub, type Integration } from '@vigil/core';
import { builtin } from '../env/builtin';
import { onChannel } from './onChannel';

export interface ChildProcessOptions {
  /** Default false: arguments may hold secrets. */
  includeChildProcessArgs?: boolean | undefined;
  /** Also an event, level `error`, for a child that ends with an exit code other than 0 or by a signal nobody here sent. Default false. */
  captureExits?: boolean | undefined;
}

interface Ending {
  message: string;
  level: 'warning' | 'error';
  data: Record<string, unknown>;
}

function leave(hub: Hub, { message, level, data }: Ending): void {
  hub.addBreadcrumb({ category: 'child_process', message, level, data });
}

/** What is told is said in the context that started the child, whenever it ends. */
function watch(child: ChildProcess, client: Client, { includeChildProcessArgs, captureExits }: ChildProcessOptions): void {
  const hub = getCurrentHub();
  if (hub.getClient() !== client) return;
  const data = () => ({ spawnfile: child.spawnfile, pid: child.pid, ...(includeChildProcessArgs && { args: child.spawnargs.slice(1) }) });
  // a monitor is no listener: without one an `error` still throws
  const emitter: EventEmitter = child;
  emitter.once(builtin('node:events').errorMonitor, (error: Error) => {
    leave(hub, { message: `Child process errored with '${error.message}'`, level: 'error', data: data() });
  });
  child.once('exit', (code, signal) => {
    if (code === 0 || (signal && child.killed)) return;
    const message = signal ? `Child process was ended by ${signal}` : `Child process exited with code '${code}'`;
    leave(hub, { message, level: 'warning', data: { ...data(), exit_code: code, signal } });
    if (captureExits)
      hub.captureMessage(message, 'error', { captureContext: { contexts: { child_process: { ...data(), exit_code: code, signal } } } });
  });
}

/**
 * Breadcrumbs of child processes that could not be started or end badly; events too with `captureExits`. Default on. Synchronous children
 * (`spawnSync`) tell nobody.
 */
export function childProcessIntegration(given?: ChildProcessOptions): Integration {
  const options = given ?? {};
  return {
    name: 'ChildProcess',
    setup: client => onChannel('child_process', message => watch((message as { process: ChildProcess }).process, client, options)),
  };
}
