import type { Callback, Event } from '@vigil/core';
import type { ReceivedEnvelope } from '../decodeEnvelope';
import type { Match } from '../match';
import type { Plan } from '../plan';

export interface IngestOptions {
  /** Default 0: any free port. */
  port?: number | undefined;
  /** Default 127.0.0.1. */
  host?: string | undefined;
  /** Default 200. */
  plan?: Plan | undefined;
  /** Called for every envelope as it arrives, before it is answered. */
  onEnvelope?: Callback<(envelope: ReceivedEnvelope) => void> | undefined;
}
export interface ReceivedRequest {
  method: string;
  url: string;
  /** Names in lower case; several of one name joined by a comma. */
  headers: Record<string, string>;
  /** Length of the body as sent, compressed if it was. */
  bytes: number;
}

/** A Sentry server reduced to its ear: takes envelopes over HTTP, keeps them, answers as planned. */
export interface Ingest {
  dsn: string;
  /** Without a path: `http://127.0.0.1:4711`. */
  url: string;
  /** Every request whose body was read to its end, preflights too, in order of arrival. */
  requests: ReceivedRequest[];
  /** Every envelope, whatever it was answered; what could not be decoded says so in `malformed`. */
  envelopes: ReceivedEnvelope[];
  /** Errors and messages in the order of their arrival. One entry per delivery: a retry is another. */
  events(): Event[];
  /** Payloads of the items of one type, or of all. */
  items(type?: string): unknown[];
  /** The first event that matches, now or within `timeoutMs` (default 5,000); then rejects with an AssertionError that lists what did arrive. */
  waitForEvent(match: Match, options?: { timeoutMs?: number | undefined }): Promise<Event>;
  /** How requests are answered from now on. */
  respond(plan: Plan): void;
  /** Forgets what arrived, and answers by the plan of the beginning again. */
  reset(): void;
  /** Breaks every connection and frees the port. Idempotent. */
  close(): Promise<void>;
}
