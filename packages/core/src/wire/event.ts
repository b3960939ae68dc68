import type { Contexts } from './contexts';
import type { SpanJSON } from './spanJson';

// The event payload as Sentry's ingestion takes it (protocol: event payloads). Wire names live here and nowhere above.

export type SeverityLevel = 'fatal' | 'error' | 'warning' | 'log' | 'info' | 'debug';
export type Primitive = number | string | boolean | bigint | symbol | null | undefined;

export interface User {
  [key: string]: unknown;
  id?: string | number | undefined;
  ip_address?: string | null | undefined;
  email?: string | undefined;
  username?: string | undefined;
  name?: string | undefined;
  geo?: { city?: string | undefined; country_code?: string | undefined; region?: string | undefined } | undefined;
}

export interface Breadcrumb {
  type?: string | undefined;
  level?: SeverityLevel | undefined;
  event_id?: string | undefined;
  category?: string | undefined;
  message?: string | undefined;
  data?: Record<string, unknown> | undefined;
  /** Seconds since the epoch. */
  timestamp?: number | undefined;
}

export interface StackFrame {
  filename?: string;
  abs_path?: string;
  function?: string;
  module?: string;
  /** 1-based. */
  lineno?: number;
  /** 1-based. */
  colno?: number;
  in_app?: boolean;
  context_line?: string;
  pre_context?: string[];
  post_context?: string[];
  vars?: Record<string, unknown>;
  instruction_addr?: string;
  addr_mode?: string;
  platform?: string;
  debug_id?: string;
  /** By `moduleMetadataIntegration`; does not leave the process. */
  module_metadata?: Record<string, unknown>;
}

/** Frames stand oldest call first, crash site last. */
export interface Stacktrace {
  frames?: StackFrame[];
}

export interface Mechanism {
  type: string;
  handled?: boolean;
  synthetic?: boolean;
  source?: string;
  exception_id?: number;
  parent_id?: number;
  is_exception_group?: boolean;
  data?: Record<string, unknown>;
}

export interface Thread {
  id?: number | string;
  name?: string;
  main?: boolean;
  crashed?: boolean;
  current?: boolean;
  stacktrace?: Stacktrace;
}

export interface Exception {
  type?: string;
  value?: string;
  module?: string;
  thread_id?: number | string;
  mechanism?: Mechanism;
  stacktrace?: Stacktrace;
}

export interface RequestEventData {
  url?: string;
  method?: string;
  data?: unknown;
  query_string?: string | Record<string, string> | Array<[string, string]>;
  cookies?: Record<string, string>;
  env?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface DebugImage {
  type: string;
  debug_id: string;
  code_file?: string;
}

export interface SdkInfo {
  name?: string;
  version?: string;
  integrations?: string[];
  packages?: Array<{ name: string; version: string }>;
  settings?: { infer_ip?: 'auto' | 'never' };
}

export type Extras = Record<string, unknown>;

export interface Event {
  event_id?: string;
  /** Seconds since the epoch. */
  timestamp?: number;
  start_timestamp?: number;
  platform?: string;
  level?: SeverityLevel;
  logger?: string;
  transaction?: string;
  server_name?: string;
  release?: string;
  dist?: string;
  environment?: string;
  message?: string;
  logentry?: { message?: string; params?: unknown[]; formatted?: string };
  exception?: { values?: Exception[] };
  threads?: { values: Thread[] };
  breadcrumbs?: Breadcrumb[];
  contexts?: Contexts;
  tags?: Record<string, Primitive>;
  extra?: Extras;
  user?: User;
  request?: RequestEventData;
  fingerprint?: string[];
  modules?: Record<string, string>;
  /** Of a transaction, as `measurements`. */
  spans?: SpanJSON[];
  measurements?: Record<string, { value: number; unit?: string | undefined }>;
  sdk?: SdkInfo;
  debug_meta?: { images?: DebugImage[] };
  transaction_info?: { source?: string };
  /** Absent on errors and messages. */
  type?: 'transaction' | 'feedback' | 'profile' | 'replay_event' | undefined;
  _meta?: Record<string, unknown>;
  /** For hooks alone, never sent: `hash` says which issue this is likely to be (`eventHash`). */
  sdkProcessingMetadata?: Record<string, unknown>;
}
/** The event of an error: by another name, so that a `beforeSend` may hand its event to functions that say they take errors. */
export interface ErrorEvent extends Event {}

export interface Attachment {
  /** Default: the last part of `path`. */
  filename?: string | undefined;
  data?: string | Uint8Array | undefined;
  /** In place of `data`, on servers: a file that is read when its event leaves, as long as it is at capture. */
  path?: string | undefined;
  contentType?: string | undefined;
  attachmentType?: string | undefined;
}
