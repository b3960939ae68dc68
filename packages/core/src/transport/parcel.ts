import type { Envelope, EnvelopeItem, TransportResponse } from '../wire/envelopeTypes';

/** An envelope on its way, with what the decorators need to know of it. */
export interface Parcel {
  envelope: Envelope;
  /** Estimated at capture. */
  bytes: number;
  /** Higher is worth more: the queue drops the lowest first. */
  value: number;
  /** Client reports, logs and metrics are sent once. */
  retry: boolean;
  /** Milliseconds since the epoch. */
  since: number;
  attempts: number;
  /** Left by another way; whatever its request still answers no longer counts. */
  taken?: boolean;
}

/** What came of one parcel: an answer, or none (network). */
export type Send = (parcel: Parcel) => Promise<TransportResponse | undefined>;

/** One item of a parcel ended without an answer of the server. */
export type Lose = (item: EnvelopeItem, status: 'rate_limited' | 'queue_overflow') => void;
