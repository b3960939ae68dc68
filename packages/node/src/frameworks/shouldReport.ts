import { safely } from '@vigil/core';

/** True for what a framework answers with 500 or more: errors that name no status, or one of those. */
export function isServerError(error: unknown): boolean {
  return (
    safely(() => {
      const { status, statusCode, status_code, output } = Object(error) as Record<string, unknown>;
      const named = status ?? statusCode ?? status_code ?? (output as { statusCode?: unknown } | undefined)?.statusCode;
      const code = Number.parseInt(String(named ?? 500), 10);
      return Number.isNaN(code) || code >= 500;
    }) ?? true
  );
}

/** What the application's own rule says; the default's answer when it has none, or its rule throws. */
export function shouldReport<A extends unknown[]>(
  rule: ((error: never, ...args: A) => boolean) | undefined,
  error: unknown,
  ...args: A
): boolean {
  return (typeof rule === 'function' ? safely(() => rule(error as never, ...args)) : undefined) ?? isServerError(error);
}
