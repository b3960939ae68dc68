/** An environment variable without surrounding white space; a blank one counts as not set. */
export function readEnv(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}
