import type { Client } from '../client/clientTypes';
import type { TransportFactory } from '../wire/envelopeTypes';

export interface DiagnoseOptions {
  /** Ask the server of each DSN, with an empty envelope. Default true. */
  network?: boolean | undefined;
  /** Send one message by the client's own way and wait for what becomes of it. Default false. */
  testEvent?: boolean | undefined;
  /** For all of it. Milliseconds, default 5,000. */
  timeoutMs?: number | undefined;
}

/** What is looked at, in the order of the result. Those from `dns` to `limits` come once for each DSN. */
export type CheckId =
  | 'dsn'
  | 'dns'
  | 'tls'
  | 'http'
  | 'clock'
  | 'limits'
  | 'init-order'
  | 'adapter'
  | 'context'
  | 'release'
  | 'spool'
  | 'queue';

/** What a look came to. */
export interface Finding {
  status: 'ok' | 'warn' | 'fail' | 'skipped';
  message: string;
  /** What to do about it. */
  fix?: string;
}
export interface Check extends Finding {
  id: CheckId;
}

export interface Diagnosis {
  /** No check failed. */
  ok: boolean;
  checks: Check[];
  /** For people: a line for each check, and the mend below it. */
  toString(): string;
}

export interface ProbeRequest {
  url: string;
  method: 'GET' | 'POST';
  body?: string;
  /** For the answer. Milliseconds. */
  timeoutMs: number;
  /** The client's `transportOptions`. */
  options: Record<string, unknown>;
}
/** What came back, as far as the runtime tells. */
export interface ProbeAnswer {
  status?: number | undefined;
  header?(name: string): string | null | undefined;
  /** Its beginning. */
  body?: string | undefined;
  /** There was no answer, for this reason. */
  error?: unknown;
  /** From a transport of the application's own, which goes where it goes. */
  isOwn?: boolean;
  /** The other end, where it is known. */
  address?: string | undefined;
  /** Protocol and certificate, where they are known. */
  tls?: string | undefined;
  /** Host of the proxy it went by. */
  proxy?: string | undefined;
}

/** What a platform can tell of its runtime. */
export interface DiagnosePlatform {
  /** One request, following no redirect. May reject; is given up when its time is over. */
  probe(request: ProbeRequest): Promise<ProbeAnswer>;
  /** Its own transport: another one is asked in place of `probe`. */
  transport?: TransportFactory | undefined;
  /** What to do where nothing answers, if the platform tells nobody why. */
  unreachable?: string | undefined;
  initOrder(client: Client): Finding;
  /** Default: whether a context set is there after an `await`, and a warning where there can be none. */
  context?: (() => Finding | Promise<Finding>) | undefined;
  adapter(client: Client): Finding;
  spool(client: Client): Finding;
}
