import { peek } from '../base/guards';
import { safely } from '../base/safely';
import { LONGEST_MS } from '../base/timer';
import type { Watch } from '../base/watchCalls';
import { hasPending } from '../client/hasPending';
import { type Host, hostsAmong } from '../client/withWaitUntil';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub, Hub, runWith } from '../scope/hub';
import type { Event } from '../wire/event';
import type { Attempt, HandlerMeta, Meta } from './handlerMeta';
import { judgeFailure } from './judgeFailure';
import { lambdaOf } from './lambdaOf';
import { takeUp } from './runWithCarrier';
import { watchCallback } from './watchCallback';
import { watchWaits } from './watchWaits';

const FLUSH_MS = 2000;

/** An attempt whose end cannot be known counts as the last. */
function readAttempt(given: unknown): Attempt | undefined {
  const [current, max] = [peek(given, 'current'), peek(given, 'max')];
  return Number.isFinite(current) ? { current: current as number, max: Number.isFinite(max) ? (max as number) : 0 } : undefined;
}

/** Ends with what was captured delivered, where that is wanted and anything is on its way; else the host waits for it. */
function deliver(hub: Hub, flush: Meta['flush'], host: Host | undefined): PromiseLike<unknown> | undefined {
  const client = hub.getClient();
  const wish: Pick<HandlerMeta<unknown[]>, 'flush'> = { ...(flush !== undefined && { flush }) };
  client?.emit('jobEnd', wish);
  const ms = wish.flush === true ? FLUSH_MS : Math.min(wish.flush || 0, LONGEST_MS);
  if (!client || !hasPending(client.stats())) return undefined;
  // requests that are served beside it go on: their errors still wait for their responses
  if (ms > 0) return client.drain(ms);
  if (host) client.emit('hold', host);
  return undefined;
}

/** A context for one call of a handler, and what becomes of the call. */
export function startJob(meta: Meta, args: unknown[], self: unknown): Watch {
  const lambda = lambdaOf(args);
  const { name, system } = meta.isNamed || !lambda ? meta : { name: lambda.name, system: meta.system ?? 'aws_lambda' };
  const hosts = hostsAmong(args, self);
  const around = getCurrentHub();
  const hub = new Hub(around.getClient());
  const mechanism = system ? `auto.function.${system}` : 'auto.job';
  const ask = (part: 'carrier' | 'attempt' | 'contexts') => meta.ask(part, args, hub.getClient());
  const attemptNow = () => readAttempt(ask('attempt'));

  function describe(event: Event): Event {
    const { current, max } = attemptNow() ?? {};
    const job = { name, system, attempts: current, max_attempts: max || undefined };
    const own = copyOf(event.contexts);
    event.contexts = {
      ...(lambda && { 'aws.lambda': lambda.describe() }),
      ...copyOf(ask('contexts') as Event['contexts']),
      ...own,
      job: { ...job, ...copyOf(own?.['job']) },
    };
    return event;
  }

  if (!meta.isNamed && !lambda) hub.getClient()?.warn('V043', name);
  if (meta.has('carrier')) takeUp(hub, ask('carrier'));
  hub.getIsolationScope().setTransactionName(name).addEventProcessor(describe);
  watchWaits(hosts, hub, mechanism);
  const watch: Required<Watch> = {
    run: step => runWith(hub, step),
    failed(error) {
      const eventId = safely(() => hub.run(() => judgeFailure(hub, { error, mechanism, attempt: attemptNow() })));
      // a handler around this one that meets the error too has nothing to add
      const outer = around.getIsolationScope().owner;
      if (outer && eventId && Object(error) === error) (outer.decided ??= new WeakMap()).set(error as object, eventId);
    },
    ended: () => safely(() => deliver(hub, meta.flush, hosts[0])),
  };
  const [, , callback] = args;
  if (lambda && typeof callback === 'function') args[2] = watchCallback(callback as () => unknown, watch);
  return watch;
}
