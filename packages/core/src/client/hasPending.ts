import type { ClientStats } from './outcomeTypes';

/** Whether anything that was captured has no outcome yet. */
export function hasPending({ pending }: ClientStats): boolean {
  return Object.values(pending).some(count => count > 0);
}
