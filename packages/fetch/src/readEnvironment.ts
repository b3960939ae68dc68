import { safely, type VigilOptions } from '@vigil/core';

/** What runtimes keep their environment in, as far as they have one. */
interface Runtimes {
  Deno?: {
    env: { get(name: string): string | undefined };
    permissions: { querySync(descriptor: { name: 'env'; variable: string }): { state: string } };
  };
  process?: { env?: Record<string, string | undefined> };
}

/** A variable without surrounding white space; a blank one counts as not set. Undefined where it may not be read: nobody is asked for it. */
function readVariable(name: string): string | undefined {
  const { Deno, process } = globalThis as Runtimes;
  // Deno's process.env asks too, at the terminal
  const mayRead = !Deno || Deno.permissions.querySync({ name: 'env', variable: name }).state === 'granted';
  return (mayRead && (Deno ? Deno.env.get(name) : process?.env?.[name])?.trim()) || undefined;
}

/** Where the environment says so in the way of Node's tools. */
export function isDevelopment(): boolean {
  return safely(() => readVariable('NODE_ENV')) === 'development';
}

/** The options with what `SENTRY_DSN`, `SENTRY_RELEASE`, `SENTRY_ENVIRONMENT` and `SENTRY_SPOTLIGHT` say in place of those that are `undefined`. Returns a copy. */
export function withEnvironment(options: VigilOptions): VigilOptions {
  const filled: VigilOptions = { ...options };
  for (const key of ['dsn', 'release', 'environment', 'spotlight'] as const) {
    if (filled[key] !== undefined) continue;
    const value = safely(() => readVariable(`SENTRY_${key.toUpperCase()}`));
    if (value !== undefined) filled[key] = value;
  }
  return filled;
}
