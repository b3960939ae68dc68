import type { OutcomeStatus } from '../client/outcomeTypes';
import type { EnvelopeHeaders, EnvelopeItem } from '../wire/envelopeTypes';

/** An envelope on its way, each item with whoever waits for its end. */
export interface Parcel<E = unknown> {
  headers: EnvelopeHeaders;
  items: Array<[item: EnvelopeItem, entry: E]>;
  /** Estimated at capture. */
  bytes: number;
  /** Higher is worth more: the queue drops the lowest first. */
  value: number;
  /** Client reports, logs and metrics are sent once. */
  retry: boolean;
  /** Milliseconds since the epoch. */
  since: number;
  attempts: number;
  /** When the latest try began, or begins after its pause. Milliseconds since the epoch. */
  at?: number;
  /** Left by another way; whatever its request still answers no longer counts. */
  taken?: boolean;
}

/** Moves from what is under way to what waits whatever will not be answered any more. */
export type Revive<E = unknown> = (flying: Array<Parcel<E>>, waiting: Array<Parcel<E>>) => void;

/** Tells how items ended, and who decided. */
export type End<E> = (items: Parcel<E>['items'], status: OutcomeStatus, httpStatus?: number, by?: string) => void;
