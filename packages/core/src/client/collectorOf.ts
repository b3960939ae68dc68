import { isObject, isThenable, peek } from '../base/guards';
import { safely } from '../base/safely';
import { gate } from '../safe/gate';
import type { Json } from '../safe/json';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import type { Scope } from '../scope/scope';
import { readTrace } from '../scope/traceCell';
import { addTyped, type TypedAttribute } from '../wire/attributes';
import type { ContainerEntry, ContainerType } from '../wire/container';
import { categoryOf } from '../wire/envelope';
import type { Event, User } from '../wire/event';
import { ambientOf, USER_KEYS } from './ambientOf';
import type { Client } from './clientTypes';
import type { Core } from './core';
import { createBatch } from './createBatch';
import { factsOf } from './factsOf';
import { isElsewhere } from './isElsewhere';
import type { VigilOptions } from './options';
import type { OutcomeStatus } from './outcomeTypes';

/** A log or a metric, as its hook is given it. */
export interface Draft {
  attributes?: Record<string, unknown>;
}

type Loss = [status: OutcomeStatus, by?: string];

/** What is particular to logs, and to metrics. */
export interface Kind<T extends Draft> {
  type: ContainerType;
  /** Servers that take it, by the option `backend`. */
  backends: ReadonlyArray<NonNullable<VigilOptions['backend']>>;
  /** Read anew each time. */
  hook: 'beforeSendLog' | 'beforeSendMetric';
  /** Hooks of the client, before and after. */
  before: 'beforeCaptureLog' | 'processMetric';
  after: 'afterCaptureLog' | 'afterCaptureMetric';
  /** By which a program asks for what waits. */
  flush: 'flushLogs' | 'flushMetrics';
  /** Why an option keeps it from leaving, if one does. */
  refused(draft: T, core: Core): Loss | undefined;
  /** Texts of the application's, by what an event calls such: they pass the gate with it. */
  texts(draft: T): Pick<Event, 'message' | 'logger'>;
  /** Its own fields on the wire, of what the gate made of these texts. Throws where a hook made something of it that no server takes. */
  fields(draft: T, cleaned: Pick<Event, 'message' | 'logger'>): object;
}

/** Takes an entry in the context of now, or in that of `scope`. */
type Collect<T> = (draft: T, scope: Scope | undefined) => void;

const SEQUENCE = 'sentry.timestamp.sequence';
const partOf = (key: string) => USER_KEYS.find(([name]) => name === key)?.[1];

const collectors = new WeakMap<Client, Map<ContainerType, Collect<never>>>();

/** The one way of logs or metrics of a client: ambient attributes, hooks, the gate, the batch. Never throws. */
export function collectorOf<T extends Draft>(client: Client, kind: Kind<T>): Collect<T> {
  const own = collectors.get(client) ?? new Map<ContainerType, Collect<never>>();
  collectors.set(client, own);
  // an extension like any other, made when the first entry comes
  if (!own.has(kind.type)) client.extend(core => own.set(kind.type, createCollector(core, kind)));
  return own.get(kind.type) as Collect<T>;
}

function createCollector<T extends Draft>(core: Core, kind: Kind<T>): Collect<T> {
  const { client, hookError, now, options } = core;
  const category = categoryOf(kind.type);
  const add = createBatch(core, kind.type, kind.flush);
  const nextOf = createSequence();
  const facts = factsOf(client);
  let isHooked = false;
  const lose = (...[status, by]: Loss) => client.lose(status, category, 1, by);

  function refusalOf(draft: T): Loss | undefined {
    if (!client.isEnabled()) return ['disabled'];
    if (isElsewhere(options)) return ['filtered', 'environment'];
    return kind.backends.includes(options.backend ?? 'sentry') ? kind.refused(draft, core) : ['filtered', 'backend'];
  }

  /** What `beforeSendLog` or `beforeSendMetric` makes of it; undefined when it does not leave. */
  function hooked(draft: T): T | undefined {
    const hook = options[kind.hook] as unknown as ((draft: T) => unknown) | undefined;
    if (typeof hook !== 'function') return draft;
    // what it says itself would come to it again, without end
    if (isHooked) {
      lose('filtered', kind.hook);
      return undefined;
    }
    let answer: unknown;
    isHooked = true;
    try {
      answer = hook(draft);
      if (isThenable(answer)) {
        // nobody waits for it: what may hold what it was to remove must not leave
        Promise.resolve(answer).catch(() => undefined);
        throw new TypeError(`${kind.hook} answered with a promise`);
      }
    } catch (error) {
      hookError(error);
      client.warn('V041', kind.hook);
      lose('internal_error', kind.hook);
      return undefined;
    } finally {
      isHooked = false;
    }
    if (answer === null) lose('filtered', kind.hook);
    // one that forgot to return it meant to keep it
    return answer === null ? undefined : isObject(answer) ? (answer as unknown as T) : draft;
  }

  /** Through the gate, as an event with this text, this user and these extras. `sequence`: as it was before the hook. */
  function gated(draft: T, sequence: number): Pick<ContainerEntry, 'attributes'> {
    const given = copyOf(draft.attributes) ?? {};
    const known: Record<string, TypedAttribute> = {};
    const user: Record<string, unknown> = {};
    const free: Record<string, unknown> = {};
    for (const key of Object.keys(given)) {
      const value = given[key];
      const part = partOf(key);
      if ((typeof value === 'string' && value === facts[key]) || (key === SEQUENCE && value === sequence))
        addTyped(known, key, value as Json);
      // what is no name of anybody is data like any other
      else if (part && Object(value) !== value) user[part] = value;
      else free[key] = value;
    }
    const { event } = gate({ ...kind.texts(draft), user: user as User, extra: free }, client.scrubRules);
    const cleaned = event.user as Record<string, Json | undefined>;
    for (const [key, part] of USER_KEYS) addTyped(known, key, cleaned[part] ?? undefined);
    const extra = event.extra as Record<string, Json | undefined>;
    for (const key of Object.keys(extra)) addTyped(known, key, extra[key]);
    return { ...kind.fields(draft, event), attributes: known };
  }

  function take(draft: T, given: Scope | undefined): void {
    const off = refusalOf(draft);
    if (off) {
      lose(...off);
      return;
    }
    const hub = getCurrentHub();
    const time = now();
    const sequence = nextOf(time);
    draft.attributes = { ...ambientOf(hub, given ?? hub.getScope()), ...copyOf(draft.attributes), ...facts, [SEQUENCE]: sequence };
    client.emit(kind.before, draft);
    const ready = hooked(draft);
    if (!ready) return;
    const active = client.identity.active && safely(client.identity.active);
    const { traceId } = active ?? (given ? given.getPropagationContext() : readTrace(hub.traceCell(), client));
    const { attributes, ...fields } = gated(ready, sequence);
    if (active) attributes['sentry.trace.parent_span_id'] = { value: active.propagationSpanId, type: 'string' };
    add({ timestamp: time / 1000, trace_id: traceId, span_id: active?.propagationSpanId, ...fields, attributes });
    client.emit(kind.after, ready);
  }

  return (draft, scope) => {
    const given = typeof peek(scope, 'getPropagationContext') === 'function' ? scope : undefined;
    // what a hook answered may throw when it is read
    safely(
      () => take(draft, given),
      error => {
        hookError(error);
        lose('internal_error');
      },
    );
  };
}

/** Numbers for entries of the same millisecond, so that their order is known (protocol 18). */
function createSequence(): (time: number) => number {
  let last: number | undefined;
  let next = 0;
  return time => {
    if (time !== last) next = 0;
    last = time;
    return next++;
  };
}
