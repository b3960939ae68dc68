import type { Cut } from '../safe/gate';
import type { Event } from '../wire/event';
import { titleOf } from './eventBlock';
import type { OutcomeStatus } from './outcomeTypes';

/** What would become of an error or event that is captured now (api.md section 5). */
export interface Explanation {
  /** Exactly what would leave; undefined when nothing would. */
  event?: Event | undefined;
  /** Of the event as JSON in UTF-8, attachments apart. */
  bytes: number;
  /** What the scrubber and the byte budget took out of it. */
  cuts: Cut[];
  outcome: 'would_send' | OutcomeStatus;
  /** Who drops it, as in `Outcome`. */
  by?: string;
  /** For people. */
  toString(): string;
}

export function createExplanation(given: Omit<Explanation, 'toString'>): Explanation {
  const { event, bytes, cuts, outcome, by } = given;
  return {
    ...given,
    toString: () =>
      [
        ...(event ? [titleOf(event)] : []),
        `outcome: ${outcome}${by ? `, by ${by}` : ''}`,
        ...(event ? [`size: ${bytes} bytes`, `cuts: ${cuts.length || 'none'}`] : []),
        ...cuts.map(({ path, rule, action }) => `  ${path || '(event)'}: ${action} by ${rule}`),
        ...(event ? [JSON.stringify(event, undefined, 2)] : []),
      ].join('\n'),
  };
}
