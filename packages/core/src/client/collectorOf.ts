import { isObject, isThenable, peek } from '../base/guards';
import { safely } from '../base/safely';
import { gateCopy } from '../safe/gate';
import type { Json } from '../safe/json';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import type { Scope } from '../scope/scope';
import { readTrace } from '../scope/traceCell';
import { formatAttribute } from '../wire/attributes';
import { type ContainerType, formatEntry } from '../wire/container';
import { categoryOf } from '../wire/envelope';
import type { Event } from '../wire/event';
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
  /** A copy, which can be read. */
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
  const { client, hears, hookError, now, options } = core;
  const category = categoryOf(kind.type);
  const add = createBatch(core, kind.type, kind.flush);
  const nextOf = createSequence();
  const facts = factsOf(client);
  // the same for all: written once
  const written = new Map(Object.entries(facts).map(([name, fact]) => [name, formatAttribute(name, fact)]));
  const ours = [...written.keys(), SEQUENCE];
  let isHooked = false;
  const lose = (...[status, by]: Loss) => client.lose(status, category, 1, by);
  /** Whether anybody is shown what leaves. */
  const isWatched = () => typeof options[kind.hook] === 'function' || hears(kind.before) || hears(kind.after);

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

  /** Sorts out of what hooks left what is still as we wrote it, which nobody has to scrub. */
  function sorted(given: Record<string, unknown>, sequence: number): [rest: Record<string, unknown>, known: string[]] {
    const rest: Record<string, unknown> = {};
    const known: string[] = [];
    for (const key of Object.keys(given)) {
      const value = given[key];
      if (key === SEQUENCE && value === sequence) known.push(formatAttribute(key, sequence));
      else if (written.has(key) && value === facts[key]) known.push(written.get(key)!);
      else rest[key] = value;
    }
    return [rest, known];
  }

  /**
   * Through the gate, as an event with this text, this user and these extras. Answers the fields of its kind, and tells its attributes by JSON
   * to `attributes`. `given` is used up.
   */
  function gated(draft: T, given: Record<string, unknown>, attributes: string[]): object {
    const event: Event = kind.texts(draft);
    for (const [key, part] of USER_KEYS) {
      const value = given[key];
      // what is no name of anybody is data like any other
      if (value === undefined || Object(value) === value) continue;
      event.user = { ...event.user, [part]: value };
      delete given[key];
    }
    event.extra = given;
    const clean = gateCopy(event, client.scrubRules);
    const tell = (key: string, value: unknown) => value !== undefined && attributes.push(formatAttribute(key, value as Json));
    if (clean.user) for (const [key, part] of USER_KEYS) tell(key, clean.user[part] ?? undefined);
    for (const key of Object.keys(clean.extra!)) tell(key, clean.extra![key]);
    return kind.fields(draft, clean);
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
    const own: Record<string, unknown> = { ...ambientOf(hub, given ?? hub.getScope()), ...draft.attributes };
    let ready: T | undefined = draft;
    let rest = own;
    let attributes: string[];
    if (isWatched()) {
      draft.attributes = { ...own, ...facts, [SEQUENCE]: sequence };
      client.emit(kind.before, draft);
      ready = hooked(draft);
      if (!ready) return;
      [rest, attributes] = sorted(copyOf(ready.attributes) ?? {}, sequence);
    } else {
      for (const name of ours) if (name in own) delete own[name];
      attributes = [...written.values(), formatAttribute(SEQUENCE, sequence)];
    }
    const active = client.identity.active && safely(client.identity.active);
    const { traceId } = active ?? (given ? given.getPropagationContext() : readTrace(hub.traceCell(), client));
    if (active) attributes.push(formatAttribute('sentry.trace.parent_span_id', active.propagationSpanId));
    const fields = gated(ready, rest, attributes);
    add(formatEntry({ timestamp: time / 1000, trace_id: traceId, span_id: active?.propagationSpanId }, fields, attributes));
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
