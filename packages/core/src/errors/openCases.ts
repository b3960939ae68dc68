import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';

/** Errors of one client whose response has not ended yet. */
export interface OpenCases {
  /** Returns the remover. */
  add(end: () => void): () => void;
}

const known = new WeakMap<Client, OpenCases>();

/** `flush()`, `close()` and the end of the process end them all: nobody could report them later. */
export function openCases(client: Client): OpenCases {
  const before = known.get(client);
  if (before) return before;
  const open = new Set<() => void>();
  const endAll = () => {
    for (const end of [...open]) safely(end);
  };
  client.on('flush', endAll);
  const cases: OpenCases = {
    add(end) {
      open.add(end);
      return () => void open.delete(end);
    },
  };
  known.set(client, cases);
  return cases;
}
