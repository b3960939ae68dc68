import { safely } from '@vigil/core';

/** An environment variable without surrounding white space; a blank one counts as not set, and so does one that Deno does not let us read. */
export function readEnv(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return safely(() => env[name]?.trim()) || undefined;
}
