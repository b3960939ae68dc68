import type { Core } from '../client/core';
import type { Entry } from '../client/ledger';
import type { Send } from './createSender';
import type { Parcel } from './parcel';

/**
 * Whether a limit that the server told stops items of this type now. The sender alone knows, so it is asked: a parcel that already left by
 * another way meets the limits, in this turn, and nothing after them. `end` is never told of it.
 */
export function isLimited(core: Core, send: Send<Entry>, type: string): boolean {
  const { delivery } = core;
  if (!delivery) return false;
  let limited = false;
  core.delivery = {
    ...delivery,
    end: (_items, status) => {
      limited ||= status === 'rate_limited';
    },
  };
  const entry: Entry = { outcome: { category: '', status: 'pending', attempts: 0 }, at: 0 };
  const parcel: Parcel<Entry> = {
    headers: {},
    items: [[[{ type }, ''], entry]],
    bytes: 0,
    value: 0,
    retry: false,
    since: 0,
    attempts: 0,
    taken: true,
  };
  void send(parcel);
  core.delivery = delivery;
  return limited;
}
