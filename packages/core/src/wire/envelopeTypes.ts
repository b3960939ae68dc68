import type { SdkInfo } from './event';

/** What the rate limits and client reports count by (protocol: data categories). */
export type DataCategory = string;

export interface EnvelopeHeaders {
  event_id?: string;
  /** RFC 3339; written when the envelope is sent, and anew on each retry. */
  sent_at?: string;
  dsn?: string;
  sdk?: SdkInfo;
  trace?: Record<string, string>;
  [key: string]: unknown;
}
export interface EnvelopeItemHeaders {
  type: string;
  /** Bytes, not characters. */
  length?: number;
  filename?: string;
  content_type?: string;
  attachment_type?: string;
  item_count?: number;
  [key: string]: unknown;
}
export type EnvelopeItem = [EnvelopeItemHeaders, unknown];
/** Sentry's tuple: `[headers, [[itemHeaders, payload], ...]]`. */
export type Envelope = [EnvelopeHeaders, EnvelopeItem[]];

export interface TransportResponse {
  statusCode?: number;
  headers?: Record<string, string | null | undefined>;
}
/** Under Sentry's other name. */
export type TransportMakeRequestResponse = TransportResponse;
/** Sentry's transport contract. */
export interface Transport {
  send(envelope: Envelope): PromiseLike<TransportResponse | void>;
  flush(timeout?: number): PromiseLike<boolean>;
}
/** Request headers, or what gives them anew for each request (not for the fetch transport of `@vigil/core` by itself). */
export type HeaderSource = Record<string, string> | (() => Record<string, string> | PromiseLike<Record<string, string>>);
export interface TransportOptions {
  /** Full URL of the envelope endpoint, authentication in its query. */
  url: string;
  /** Extra request headers. */
  headers?: HeaderSource | undefined;
  /** Called when the transport itself has to drop something (Sentry's contract). */
  recordDroppedEvent?: ((reason: string, category: DataCategory, count?: number) => void) | undefined;
  /** Warns by a code, once per code and key. */
  warn?: ((code: string, key: string, detail?: string) => void) | undefined;
  [key: string]: unknown;
}
export type TransportFactory = (options: TransportOptions) => Transport;
