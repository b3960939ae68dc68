import { hostname } from 'node:os';
import { readEnv } from './readEnv';

function hostName(): string | undefined {
  try {
    return hostname() || undefined;
  } catch {
    // some sandboxes refuse the system call
    return undefined;
  }
}

/** `SENTRY_NAME`, else the host's name. */
export function readServerName(env: NodeJS.ProcessEnv): string | undefined {
  return readEnv(env, 'SENTRY_NAME') ?? hostName();
}
