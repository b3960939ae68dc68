import type { Integration } from '../client/integration';
import { checkOptionsOf } from '../scope/refuse';
import { type LaterOptions, laterIntegration } from './laterIntegration';
import { notBuiltYet } from './notBuiltYet';

export interface LogReporterOptions {
  levels?: string[] | undefined;
}

/** Console lines as logs: without effect yet. Breadcrumbs of the console are `consoleIntegration`. */
export function consoleLoggingIntegration(options?: LogReporterOptions): Integration {
  return laterIntegration('consoleLoggingIntegration', options as LaterOptions | undefined, 'ConsoleLogs');
}
/** A consola reporter that takes every line and passes it on to nobody. */
export function createConsolaReporter(options?: LogReporterOptions): { log(line: unknown): void } {
  checkOptionsOf('createConsolaReporter', options);
  return { log: () => notBuiltYet('createConsolaReporter') };
}
