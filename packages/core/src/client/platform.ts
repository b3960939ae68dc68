import type { StackParser } from '../stack/types';
import type { continueFrom } from '../trace/propagation';
import type { Revive } from '../transport/parcel';
import type { EnvelopeItem, TransportFactory } from '../wire/envelopeTypes';
import type { Event, StackFrame } from '../wire/event';
import type { Core } from './core';
import type { Integration } from './integration';
import type { VigilOptions } from './options';

/** Attachments that are files: read when their event leaves. */
export interface LateFiles {
  /** The item of an attachment with its length, and a name where it had none. Throws where there is no such file. */
  add(item: EnvelopeItem, path: string): EnvelopeItem;
  /** Fills in those of these items that wait for it, and tells of each that cannot be read. Undefined where none waits. */
  read(items: EnvelopeItem[], failed: (item: EnvelopeItem) => void): Promise<unknown> | undefined;
  /** The same where nobody can wait any more: at process end. */
  readNow(items: EnvelopeItem[], failed: (item: EnvelopeItem) => void): void;
}

/**
 * Adds to a client what the bare one does without: it may wrap or set what stands in `core`. Called once for each client, when its
 * delivery stands and before its first capture; what it starts it ends by `core.client.onClose`. A file `with<Something>.ts` each.
 */
export type Extension = (core: Core) => void;

/** What a platform package (Node, browser, ...) brings; the options' `transport`, `stackParser` and so on beat it. */
export interface Platform {
  /** `vigil.javascript.<package>`. */
  sdkName: string;
  /** The event's `platform`: `node` or `javascript`. */
  name: string;
  stackParser: StackParser;
  transport: TransportFactory | undefined;
  /** Adds to a built event what the platform knows of its frames (debug ids); nothing of any scope is there yet. Not for transactions. */
  enrich?(event: Event, frames: StackFrame[]): void;
  /** Reads the trace a request or message brings, for contexts that have one. Without it every context begins a trace of its own. */
  resumeTrace?: typeof continueFrom;
  /** For attachments by path, which are lost without it. */
  files?: LateFiles;
  defaultIntegrations(options: VigilOptions): Integration[];
  /** For runtimes where a send dies with the request it was begun in (edge workers): has it begun anew with the next. `now` in milliseconds. */
  reviver?<E>(now: () => number): Revive<E>;
  /** Never for what every bundle must have: they are how a bare bundle stays without the rest. */
  extensions?: Extension[];
  /** Decides the sizes of queue, budget and memory. */
  server: boolean;
}
