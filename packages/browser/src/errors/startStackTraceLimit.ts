import { type Client, safely } from '@vigil/core';
import { watchPage } from '../owners/watchPage';

const V8_DEFAULT = 10;
const LIMIT = 50;

/** Longer stacks, on V8, where nobody set a limit of their own. Returns the undo, which leaves one that was set since alone. */
export function startStackTraceLimit(client: Client): () => void {
  const set = (from: number, to: number) =>
    safely(() => {
      const engine = Error as { stackTraceLimit?: number };
      // frozen intrinsics refuse
      if (engine.stackTraceLimit === from) engine.stackTraceLimit = to;
    });
  return watchPage(
    'stackTraceLimit',
    client,
    () => {},
    () => {
      set(V8_DEFAULT, LIMIT);
      return () => set(LIMIT, V8_DEFAULT);
    },
  );
}
