import { startTimer } from '../base/timer';
import type { Client } from '../client/clientTypes';

/** An error whose response has not ended yet. */
export interface OpenCase {
  /** Nobody waits any longer: ends the case, and deletes it from the open ones. Never throws. */
  giveUp(): void;
}
export interface OpenCases {
  /** `isOver`: its response has ended; nothing that is still to come will tell more. */
  add(each: OpenCase, isOver: boolean): void;
  delete(each: OpenCase): void;
}

// design.md section 5: a response that is still open then will not say anything any more.
const PATIENCE_MS = 30_000;

const known = new WeakMap<Client, OpenCases>();

/**
 * The open cases of a client. `flush()`, `close()` and the end of the process end them all: nobody could report them later. One timer for
 * all of them, because most are over within milliseconds.
 */
export function openCases(client: Client): OpenCases {
  const before = known.get(client);
  if (before) return before;
  const { now = Date.now, timer = startTimer } = client.getOptions().deps ?? {};
  // since when, by the client's clock; oldest first. No Map, as in createQueue: each case holds a whole request
  const open: Array<[each: OpenCase, since: number]> = [];
  let cancel: (() => void) | undefined;
  const giveUp = () => {
    cancel = undefined;
    for (const [each, since] of [...open]) {
      const age = now() - since;
      // a clock that was put back tells nothing
      if (age >= 0 && age < PATIENCE_MS) {
        cancel = timer(giveUp, PATIENCE_MS - age);
        return;
      }
      each.giveUp();
    }
  };
  client.on('flush', () => {
    cancel?.();
    cancel = undefined;
    for (const [each] of [...open]) each.giveUp();
  });
  const cases: OpenCases = {
    add(each, isOver) {
      open.push([each, now()]);
      if (isOver) timer(() => each.giveUp(), 0);
      else cancel ??= timer(giveUp, PATIENCE_MS);
    },
    delete(given) {
      const at = open.findIndex(([each]) => each === given);
      if (at >= 0) open.splice(at, 1);
    },
  };
  known.set(client, cases);
  return cases;
}
