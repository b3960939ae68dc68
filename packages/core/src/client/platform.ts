import type { StackParser } from '../stack/types';
import type { continueFrom } from '../trace/propagation';
import type { TransportFactory } from '../wire/envelopeTypes';
import type { Event, StackFrame } from '../wire/event';
import type { Integration } from './integration';
import type { VigilOptions } from './options';

/** A file that is not read yet. */
export interface LateFile {
  /** Bytes; no more are read. */
  size: number;
  read(): Promise<Uint8Array>;
  /** The same where nobody can wait any more: at process end. */
  readNow(): Uint8Array;
}

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
  /** For attachments by path. Throws where there is no such file. */
  openFile?(path: string): LateFile;
  defaultIntegrations(options: VigilOptions): Integration[];
  /** Decides the sizes of queue, budget and memory. */
  server: boolean;
}
