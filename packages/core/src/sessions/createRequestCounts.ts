import { startTimer } from '../base/timer';
import type { Client } from '../client/clientTypes';
import type { Hub } from '../scope/hub';
import type { Gravity } from './gravityOf';
import { onErrors } from './onErrors';
import { sendSessions } from './sendSessions';

/** The requests of one minute. */
export interface CountedMinute {
  /** Milliseconds since the epoch, a whole minute. */
  readonly at: number;
  /** How many went well, had a handled error, had one that nobody handled. */
  readonly counts: [exited: number, errored: number, crashed: number];
  sent: boolean;
}

/** The context of a request, with what is known of its health. One that counts has `counts` set. */
export interface CountedRequest extends Hub {
  /** Where it is counted; undefined: not yet. */
  minute: CountedMinute | undefined;
  gravity: Gravity;
  isIgnored(): boolean;
}

/** Request mode (protocol 12.2): counts by the minute in place of a session for each request. */
export interface RequestCounts {
  /** A request begins. */
  begin(): void;
  /** It has ended. Milliseconds since the epoch. Counted once, however often it ends. */
  end(request: CountedRequest, at: number): void;
}

const MINUTE_MS = 60_000;
// protocol 4: what a server takes in one item
const MOST_MINUTES = 100;

/**
 * Counts the requests of a client: each once, by the worst error of its isolation scope until its minute was sent. Sent `delayMs` after
 * the first request, at `flush()`, `close()` and process end. A request costs an addition.
 */
export function createRequestCounts(client: Client, delayMs: number = MINUTE_MS): RequestCounts {
  const { release, environment, deps } = client.getOptions();
  const { now = Date.now, timer = startTimer } = deps ?? {};
  let minutes: CountedMinute[] = [];
  let latest: CountedMinute | undefined;
  let cancel: (() => void) | undefined;
  let begun = false;

  function minuteOf(time: number): CountedMinute {
    // compared and not divided: the remainder of a number beyond 32 bits costs as much as all else here
    if (latest && time >= latest.at && time - latest.at < MINUTE_MS) return latest;
    const at = time - (time % MINUTE_MS);
    if (minutes.length >= MOST_MINUTES) send();
    latest = { at, counts: [0, 0, 0], sent: false };
    minutes.push(latest);
    cancel ??= timer(send, delayMs);
    return latest;
  }

  function note(request: CountedRequest, gravity: Gravity, at: number): void {
    const { minute } = request;
    if (!minute) {
      if (!client.isEnabled() || request.getClient() !== client || request.isIgnored()) return;
      request.minute = minuteOf(at);
      request.minute.counts[gravity]++;
    } else {
      if (minute.sent || gravity <= request.gravity) return;
      minute.counts[request.gravity]--;
      minute.counts[gravity]++;
    }
    request.gravity = gravity;
  }

  function send(): void {
    cancel?.();
    cancel = latest = undefined;
    const aggregates = minutes.map(minute => {
      const [exited, errored, crashed] = minute.counts;
      minute.sent = true;
      return { started: new Date(minute.at).toISOString(), exited, errored, crashed };
    });
    minutes = [];
    if (aggregates.length) sendSessions(client, [{ type: 'sessions' }, { aggregates, attrs: { release, environment } }]);
  }

  const counts: RequestCounts = {
    begin() {
      if (begun) return;
      begun = true;
      client.emit('startRequestSession');
    },
    end: (request, at) => {
      if (!request.minute) note(request, 0, at);
    },
  };
  onErrors(client, (gravity, { owner }) => {
    // at once and not at its end: an error that ends the process leaves it without one
    if (owner?.counts === counts && !owner.sealed) note(owner as CountedRequest, gravity, now());
  });
  client.on('report', send);
  return counts;
}
