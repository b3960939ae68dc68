import { readFileSync } from 'node:fs';
import { readEnv } from './readEnv';

export interface DsnFile {
  path: string;
  dsn?: string;
  /** Why there is no DSN. */
  problem?: string;
}

/** A DSN is a line; whatever is longer is another file. */
const MAX_CHARACTERS = 4_096;

/** The DSN in the file that `SENTRY_DSN_FILE` names, as Kubernetes and Docker mount their secrets. Undefined: no file is named. */
export function readDsnFile(env: NodeJS.ProcessEnv): DsnFile | undefined {
  const path = readEnv(env, 'SENTRY_DSN_FILE');
  if (!path) return undefined;
  try {
    const dsn = readFileSync(path, 'utf8').trim();
    if (dsn && dsn.length <= MAX_CHARACTERS) return { path, dsn };
    return { path, problem: dsn ? 'it is too long for a DSN' : 'it is empty' };
  } catch (error) {
    return { path, problem: (error as NodeJS.ErrnoException).code ?? 'it cannot be read' };
  }
}
