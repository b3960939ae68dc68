import type { ClientStats } from '@vigil/core';
import type { FaultName } from './faults';

export const items = ['error', 'message', 'attachment', 'session', 'check-in', 'log', 'metric', 'feedback', 'client report'] as const;
export type Item = (typeof items)[number];

export const runtimes = ['Node 20', 'Node 22', 'Node 24', 'Bun', 'Deno', 'Bun, fetch', 'Deno, fetch', 'workerd'] as const;
/** With `@vigil/node`; `fetch` and workerd with `@vigil/fetch`. */
export type RuntimeId = (typeof runtimes)[number];

export interface Cell {
  fault: FaultName;
  runtime: RuntimeId;
  item: Item;
}

/** What a program is told of one cell. */
export interface Task {
  item: Item;
  dsn: string;
  /** Of the client; JSON. */
  options: Record<string, unknown>;
  /** By how much the clock jumps while the first answer is awaited. Milliseconds. */
  jumpMs: number;
  /** How long `flush`, and then `close`, may take. Milliseconds. */
  boundMs: number;
  /** Of a broken SDK, to see the checker fail. */
  broken?: string;
}

/** What the program says became of it. */
export interface CellReport {
  /** Event ids, session ids, texts of logs or names of metrics, of what was captured. */
  ids: string[];
  /** Final statuses, by event id. */
  outcomes: Record<string, string>;
  stats: Pick<ClientStats, 'captured' | 'outcomes' | 'pending'>;
  thrown: string[];
  /** `flush` or `close` took longer than it may. */
  late: string[];
}

/** What the server knows: how often each id was answered with a 2xx; of client reports how many losses it was told. */
export type Accepted = Map<string, number>;

/** All four must be 0. */
export interface Figures {
  /** Captured, without an outcome, not at the server and not in the spool; or said to be sent and not at the server. */
  lost: number;
  /** Accepted by the server (a 2xx answer) more than once. */
  duplicated: number;
  /** Thrown into the host: by a call, as an uncaught exception or as an unhandled rejection. */
  thrown: number;
  /** `flush`, `close` or the end of the process took longer than it may. */
  hung: number;
}
