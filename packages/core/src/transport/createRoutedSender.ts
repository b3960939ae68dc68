import type { Deps, RetryOptions } from '../client/options';
import { httpOutcome } from '../wire/httpOutcome';
import type { Route } from './createRoute';
import type { Send } from './createSender';
import type { Parcel } from './parcel';

export interface RoutedSender<E> {
  send: Send<E>;
  /** What waits for a DSN looks again: one has answered. */
  wake(): void;
  /** Somebody waits for all there is, however long it takes: where no DSN answers, each is asked once more now, and what waits ends by that. `upTo`: the last of it. */
  hurry(upTo: number): void;
}

/** A parcel that waits for an answer of any DSN. */
interface Sleeper<E> {
  parcel: Parcel<E>;
  end(): void;
}

/** As many tries of what may be tried again are worth the one of what may not: the probe of a server that is down is most often in vain. */
const ONLY_TRY = 10;
const triesOf = ({ parcel: { attempts, retry } }: Sleeper<unknown>) => (retry ? attempts : ONLY_TRY);
const lessTried = <S extends Sleeper<unknown>>(least: S, each: S): S => (triesOf(each) < triesOf(least) ? each : least);

/** Tries of one item at one DSN before the next has its turn. */
const TRIES_EACH = 2;

/**
 * The way of a parcel over several DSNs, or to one that may be down. The first that answers and did not fail it twice is asked; a final
 * answer of any of them ends it there, so that no item is stored twice. Where all are down it waits for the next probe, and waiting
 * costs none of its tries. What was tried least is the probe: an item that no server takes keeps no other waiting. Pauses, `Retry-After`
 * and the bounds of tries and age are those of `createSender`. `orderOf`: of parcels, the number in the order of capture.
 */
export function createRoutedSender<E>(
  routes: Array<Route<E>>,
  options: RetryOptions | false | undefined,
  { now, random, timer }: Required<Deps>,
  onAnswer: (parcel: Parcel<E>, route: Route<E>) => void,
  orderOf: (parcel: Parcel<E>) => number,
): RoutedSender<E> {
  const { maxAttempts = 5, baseMs = 500, maxDelayMs = 30_000, maxAgeMs = 300_000 } = options || {};
  const sleepers: Array<Sleeper<E>> = [];
  /** By order of capture: what is waited for without a limit; of that, what no DSN took when asked for it. */
  let awaited = -Infinity;
  let refused = -Infinity;
  /** One asks for all of it. */
  let asking = false;

  /** Until the time is over or, where an answer of any DSN is what it waits for, until there is one. */
  const wait = (parcel: Parcel<E>, ms: number, isForAnswer?: boolean) => {
    parcel.at = now() + ms;
    return new Promise<void>(resolve => {
      const end = () => {
        stop();
        const at = sleepers.indexOf(sleeper);
        if (at >= 0) sleepers.splice(at, 1);
        resolve();
      };
      const sleeper = { parcel, end };
      const stop = timer(() => {
        // who wakes first takes the probe that is due
        if (isForAnswer) sleepers.reduce(lessTried, sleeper).end();
        end();
      }, ms);
      if (isForAnswer) sleepers.push(sleeper);
    });
  };
  const timeLeft = (parcel: Parcel<E>) => parcel.since + maxAgeMs - now();
  const nextProbe = () => Math.min(...routes.map(({ circuit }) => circuit.waitMs()));

  async function send(parcel: Parcel<E>): Promise<number | undefined> {
    const failures = new Map<Route<E>, number>();
    const asked = new Set<Route<E>>();
    const ahead = () => routes.find(each => !each.circuit.isOpen() && (failures.get(each) ?? 0) < TRIES_EACH);
    let status: number | undefined = 0;
    let tries = parcel.attempts;
    while ((!tries || tries <= maxAttempts) && !parcel.taken) {
      const closed = ahead();
      let route = routes.find(each => each === closed || (each.circuit.isOpen() && !each.circuit.waitMs()));
      const isAsking = !route && orderOf(parcel) <= awaited && !asking;
      if (!route) {
        if (orderOf(parcel) <= refused || timeLeft(parcel) < 0) return status;
        if (!isAsking) {
          await wait(parcel, Math.min(nextProbe(), timeLeft(parcel) + 1), true);
          asked.clear();
          continue;
        }
        route = routes.find(each => !asked.has(each));
        if (!route) return status;
        asking = true;
      }
      asked.add(route);
      const isProbe = route.circuit.isOpen();
      if (isProbe) route.circuit.probe();
      else tries++;
      status = await route.send(parcel);
      if (isAsking) {
        asking = false;
        if (httpOutcome(status) === 'network_error' && asked.size === routes.length) refused = awaited;
        wake();
      }
      if (!parcel.items[0] || parcel.taken) return 0;
      const isFinal = httpOutcome(status) !== 'network_error';
      if (isFinal) onAnswer(parcel, route);
      if (isFinal || options === false || !parcel.retry || tries >= maxAttempts) return status;
      failures.set(route, (failures.get(route) ?? 0) + 1);
      const next = ahead();
      // all had their turn: from the first again
      if (!next) failures.clear();
      // the next DSN is asked at once; where all are down, their probes say when
      if ((next && next !== route) || !ahead()) continue;
      const ms = route.retryAfter(parcel.headers) ?? random() * Math.min(maxDelayMs, baseMs * 2 ** (tries - 1));
      if (ms > timeLeft(parcel)) return status;
      await wait(parcel, ms);
    }
    return 0;
  }
  function wake(): void {
    for (const { end } of [...sleepers]) end();
  }
  return {
    send,
    wake,
    hurry(upTo) {
      awaited = upTo;
      wake();
    },
  };
}
