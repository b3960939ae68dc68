import { dirname } from 'node:path';

/**
 * The folder of the script this process, or thread, was started with; without one (`node -e`, a REPL) the working folder. Sentry's SDK names
 * modules from there, and servers group by them: an application that changes keeps its issues. See docs/decisions/0014.
 */
export function startFolder(): string {
  const script = process.argv[1];
  if (script) return dirname(script);
  try {
    return process.cwd();
  } catch {
    // the folder was deleted under us
    return '/';
  }
}
