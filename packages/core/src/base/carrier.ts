import type { Client } from '../client/clientTypes';
import type { Hub } from '../scope/hub';
import type { Scope } from '../scope/scope';
import type { Event } from '../wire/event';
import type { Diagnostics } from './diag';

/** Where the context of now is kept across `await`: `get` and `run`, nothing else. */
export interface ContextPort {
  get(): Hub | undefined;
  run<T>(hub: Hub, fn: () => T): T;
}

/** What must be one per process, however many copies of this file (ESM, CJS) are loaded. */
export interface Carrier {
  client?: Client | undefined;
  port?: ContextPort | undefined;
  /** The context of now where no port is set; right for synchronous code alone. */
  active?: Hub | undefined;
  root?: Hub;
  global?: Scope;
  diag?: Diagnostics | undefined;
  setupDone?: string[];
  /** Frameworks whose adapter was set up, by the names of their packages. */
  adapters?: Set<string>;
  /** Texts made by `parameterize` of late, with what they were made of. */
  templates?: Map<string, NonNullable<Event['logentry']>>;
  /** What a platform package shares between its own copies, by a name of its choice. */
  shared?: Record<string, unknown>;
}

const KEY: unique symbol = Symbol.for('vigil/1');

export function carrier(): Carrier {
  const root = globalThis as { [KEY]?: Carrier };
  root[KEY] ??= {};
  return root[KEY];
}
