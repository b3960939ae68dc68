/** The twelve ways an item can end (api.md section 3). */
export type OutcomeStatus =
  | 'sent'
  | 'spooled'
  | 'filtered'
  | 'sampled'
  | 'suppressed'
  | 'disabled'
  | 'rate_limited'
  | 'queue_overflow'
  | 'too_large'
  | 'refused'
  | 'network_error'
  | 'internal_error';

export interface Outcome {
  /** Events, transactions, check-ins, feedback. */
  eventId?: string;
  category: string;
  /** `pending`: the time ran out; `unknown`: no such id, or older than the last 1,000 (browser 100). */
  status: OutcomeStatus | 'pending' | 'unknown';
  /** Who decided: `beforeSend`, `processor`, `ignoreErrors`, `allowUrls`, `denyUrls`, `budget`, `shed`, ... or an integration's name. */
  by?: string;
  httpStatus?: number;
  /** 0 = never tried. */
  attempts: number;
  /** How many logs or metrics this was, where it was more than one. */
  quantity?: number | undefined;
  /** Which entry of `dsn` took it. */
  dsnIndex?: number;
}

export interface ClientStats {
  captured: Record<string, number>;
  outcomes: Record<string, Partial<Record<OutcomeStatus, number>>>;
  /** captured = sum(outcomes) + pending, at any instant. */
  pending: Record<string, number>;
  /** From an earlier process's spool; no part of `captured`. */
  replayed: Record<string, number>;
  queueBytes: number;
  retries: number;
  hookErrors: number;
  lastError?: string;
}
