import { type Contexts, type Event, exceptionsOf, type Integration, safely } from '@vigil/core';

export interface SystemErrorOptions {
  /** Whether events name the files concerned. Default: what `sendDefaultPii` says. */
  includePaths?: boolean | undefined;
}
type SystemError = Error & Partial<Record<'path' | 'dest', string>>;

const FIELDS = ['errno', 'code', 'syscall', 'address', 'port'] as const;
const PATHS = ['path', 'dest'] as const;
const MAX_CAUSES = 5;

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'errno' in error && 'code' in error && 'syscall' in error;
}

/** The error or the nearest of its causes that the operating system gave. */
function systemErrorIn(error: unknown): SystemError | undefined {
  let each = error;
  for (let at = 0; at <= MAX_CAUSES && each instanceof Error; at++) {
    if (isSystemError(each)) return each;
    each = each.cause;
  }
  return undefined;
}

function without(fields: Record<string, unknown> | undefined, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([name]) => !names.includes(name)));
}

/** `ENOENT: no such file or directory, open '/tmp/7f3a'` is one issue whatever the file. */
function untitled(value: string, { path, dest }: SystemError): string {
  let title = value;
  for (const place of [dest && ` -> '${dest}'`, path && ` '${path}'`]) if (place) title = title.replace(place, '');
  return title;
}

function describe(event: Event, error: SystemError, includePaths: boolean): void {
  const values = exceptionsOf(event);
  for (const exception of values) if (exception.value) exception.value = untitled(exception.value, error);
  const fields = error as unknown as Record<string, unknown>;
  const names = [...FIELDS, ...(includePaths ? PATHS : [])].filter(name => fields[name] !== undefined);
  const contexts: Contexts = { ...event.contexts, node_system_error: Object.fromEntries(names.map(name => [name, fields[name]])) };
  // the error's own fields are a context of its class
  for (const { type = '' } of includePaths ? [] : values) {
    if (contexts[type]?.['syscall']) contexts[type] = without(contexts[type], PATHS);
  }
  event.contexts = contexts;
}

/**
 * Errors of the operating system (`ENOENT`, `ECONNREFUSED`): the context `node_system_error`, and a title without the file's name, so
 * that they are one issue. Default on.
 */
export function systemErrorIntegration(options?: SystemErrorOptions): Integration {
  const { includePaths } = options ?? {};
  return {
    name: 'NodeSystemError',
    processEvent(event, { originalException }, client) {
      // a Proxy may throw when it is looked at
      const error = safely(() => systemErrorIn(originalException));
      if (error) describe(event, error, includePaths ?? client.getOptions().sendDefaultPii === true);
      return event;
    },
  };
}
