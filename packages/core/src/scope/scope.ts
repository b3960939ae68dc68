import { carrier } from '../base/carrier';
import { isObject } from '../base/guards';
import { uuid4 } from '../base/random';
import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import type { EventHint, EventProcessor } from '../client/hint';
import type { PropagationContext } from '../trace/propagation';
import type { Attachment, Breadcrumb, Event, Extras, Primitive, SeverityLevel, User } from '../wire/event';
import { addToTrail, newestOf } from './breadcrumbs';
import type { CaptureContext } from './captureContext';
import { copyOf, listOf } from './copyOf';
import type { Hub } from './hub';
import type { Lists, Maps, ScopeData, State } from './scopeData';
import { withStack } from './syntheticStack';
import { MAX_TAG, tagValue } from './tagValue';
import { readTrace, type TraceCell } from './traceCell';

const clientOf = (scope: Scope): Client | undefined => scope.getClient() ?? carrier().client;

function limitsOf(scope: Scope): [max: number, bytes: number, now: () => number] {
  const { maxBreadcrumbs = 100, maxBreadcrumbBytes = 32_000, deps } = clientOf(scope)?.getOptions() ?? {};
  return [maxBreadcrumbs, maxBreadcrumbBytes, deps?.now ?? Date.now];
}

/** The one way a scope changes. */
function put<S extends Scope>(scope: S, part: State): S {
  if (!scope.owner?.sealed) {
    scope.state = { ...scope.state, ...part };
    for (const listener of scope.listeners ?? []) safely(() => listener(scope));
  }
  return scope;
}

function merge<S extends Scope, K extends keyof Maps>(
  scope: S,
  key: K,
  part: Maps[K] | undefined,
  onto: object | undefined = scope.state[key],
): S {
  const copy = copyOf(part);
  if (copy) return put(scope, { [key]: { ...onto, ...copy } });
  clientOf(scope)?.warn('V020', key);
  return scope;
}

/** Undefined for a key that cannot be one. */
const pair = <T>(key: string, value: T): Record<string, T> | undefined => safely(() => ({ [key]: value }));

function append<S extends Scope, K extends keyof Lists>(scope: S, key: K, more: unknown[] | undefined): S {
  return put(scope, { [key]: [...(scope.state[key] ?? []), ...listOf(more)] });
}

/**
 * What an event inherits. Copy-on-write: a fork costs one object. The setters return the scope and never throw; what
 * they are given is copied one level deep, breadcrumbs in whole.
 */
export class Scope {
  /** The trace this scope belongs to; shared by forks. */
  declare trace: TraceCell;
  /** The context that owns this scope; undefined for the process's own. Once it is sealed, writes here are ignored. */
  declare owner: Hub | undefined;
  /** Written by this file alone, here and in other copies of it. */
  declare state: State;
  declare private client: Client | undefined;
  declare listeners: Array<(scope: Scope) => void> | undefined;

  constructor(from?: Scope, owner = from?.owner, trace: TraceCell = from?.trace ?? {}) {
    this.state = from?.state ?? {};
    this.client = from?.client;
    this.owner = owner;
    this.trace = trace;
  }

  /** Both share all that is set so far; later writes on either side stay there. */
  clone(): Scope {
    return new Scope(this);
  }
  /** Takes over what `from` holds, without anything that belongs to one user: what a context inherits, and keeps when it ends. */
  forget(from: Scope = this): this {
    const { user: _u, trail: _t, lastEventId: _l, attachments: _a, ...rest } = from.state;
    this.state = rest;
    return this;
  }

  getUser(): User | undefined {
    return this.state.user;
  }
  /** `null` clears. Anything but an object or null is ignored, with a warning. */
  setUser(user: User | null): this {
    return merge(this, 'user', user === null ? {} : user, {});
  }
  setTag(key: string, value: Primitive): this {
    return this.setTags(pair(key, value) as Record<string, Primitive>);
  }
  setTags(tags: Record<string, Primitive>): this {
    const cut = () => Object.fromEntries(Object.entries(tags).map(([key, value]) => [key.slice(0, MAX_TAG), tagValue(value)]));
    return merge(this, 'tags', isObject(tags) ? (safely(cut) as typeof tags) : tags);
  }
  setExtra(key: string, extra: unknown): this {
    return merge(this, 'extra', pair(key, extra));
  }
  setExtras(extras: Extras): this {
    return merge(this, 'extra', extras);
  }
  /** `null` deletes the context; a context is replaced as a whole. */
  setContext(key: string, context: Record<string, unknown> | null): this {
    return merge(this, 'contexts', context === null || isObject(context) ? pair(key, context ?? undefined) : context);
  }
  setAttribute(key: string, value: unknown): this {
    return merge(this, 'attributes', pair(key, value));
  }
  setAttributes(attributes: Record<string, unknown>): this {
    return merge(this, 'attributes', attributes);
  }
  removeAttribute(key: string): this {
    return merge(this, 'attributes', pair(key, undefined));
  }
  setLevel(level: SeverityLevel): this {
    return put(this, { level });
  }
  setFingerprint(fingerprint: string[]): this {
    return put(this, { fingerprint });
  }
  setTransactionName(transactionName?: string): this {
    return put(this, { transactionName });
  }
  setSession(session?: object): this {
    return put(this, { session });
  }
  getSession(): object | undefined {
    return this.state.session;
  }
  setSDKProcessingMetadata(data: Record<string, unknown>): this {
    return merge(this, 'sdkProcessingMetadata', data);
  }
  setClient(client?: Client): void {
    this.client = client;
  }
  getClient(): Client | undefined {
    return this.client;
  }
  setLastEventId(lastEventId?: string): void {
    put(this, { lastEventId });
  }
  lastEventId(): string | undefined {
    return this.state.lastEventId;
  }

  /** Kept within `maxBreadcrumbs` and the client's `maxBreadcrumbBytes`, oldest out. */
  addBreadcrumb(breadcrumb: Breadcrumb, maxBreadcrumbs?: number): this {
    const [max, bytes, now] = limitsOf(this);
    return isObject(breadcrumb)
      ? put(this, { trail: addToTrail(this.state.trail, breadcrumb, now() / 1000, maxBreadcrumbs ?? max, bytes) })
      : this;
  }
  getLastBreadcrumb(): Breadcrumb | undefined {
    return this.state.trail?.crumb;
  }
  clearBreadcrumbs(): this {
    return put(this, { trail: undefined });
  }
  addAttachment(attachment: Attachment): this {
    return append(this, 'attachments', [attachment]);
  }
  clearAttachments(): this {
    return put(this, { attachments: [] });
  }
  addEventProcessor(processor: EventProcessor): this {
    return append(this, 'eventProcessors', [processor]);
  }
  addScopeListener(listener: (scope: Scope) => void): void {
    this.listeners = [...(this.listeners ?? []), listener];
  }

  getPropagationContext(): PropagationContext {
    return readTrace(this.trace, clientOf(this));
  }
  setPropagationContext(propagation: PropagationContext): this {
    this.trace = { propagation };
    return this;
  }

  getScopeData(): ScopeData {
    const { owner } = this;
    // A scope forked inside a context that has ended meanwhile still holds that context's data.
    if (owner?.sealed && !owner.owns(this)) this.state = {};
    const [max, bytes] = limitsOf(this);
    const readPropagation = () => this.getPropagationContext();
    return {
      user: {},
      tags: {},
      extra: {},
      contexts: {},
      attributes: {},
      sdkProcessingMetadata: {},
      fingerprint: [],
      attachments: [],
      eventProcessors: [],
      ...this.state,
      breadcrumbs: newestOf(this.state.trail, max, bytes).map(({ crumb }) => crumb),
      request: owner?.request,
      // made when read: most readers want no ids
      get propagationContext() {
        return readPropagation();
      },
    };
  }

  /** Merges what a capture call was given: data, another scope, or a function that is handed this one. */
  update(context?: CaptureContext): this {
    const merged = safely(() => {
      const given = typeof context === 'function' ? context(this) : context;
      if (!isObject(given) || given === this) return true;
      const from = ('getScopeData' in given ? (given as unknown as Scope).getScopeData() : given) as Partial<ScopeData>;
      if (from.tags) this.setTags(from.tags);
      for (const key of ['extra', 'contexts', 'attributes'] as const) if (from[key]) merge(this, key, from[key]);
      for (const key of ['level', 'fingerprint', 'transactionName'] as const) if (from[key]?.length) put(this, { [key]: from[key] });
      if (from.user && Object.keys(from.user).length) this.setUser(from.user);
      for (const crumb of listOf(from.breadcrumbs)) this.addBreadcrumb(crumb);
      append(append(this, 'attachments', from.attachments), 'eventProcessors', from.eventProcessors);
      return true;
    });
    if (!merged) clientOf(this)?.warn('V020', 'captureContext');
    return this;
  }

  /** Back to a fresh scope, with a new trace. */
  clear(): this {
    this.trace = {};
    this.state = {};
    return put(this, {});
  }

  captureException(error: unknown, hint?: EventHint): string {
    return clientOf(this)?.captureException(error, withStack(hint, error), this) ?? uuid4();
  }
  captureMessage(message: string, level?: SeverityLevel, hint?: EventHint): string {
    return clientOf(this)?.captureMessage(message, level, withStack(hint), this) ?? uuid4();
  }
  captureEvent(event: Event, hint?: EventHint): string {
    return clientOf(this)?.captureEvent(event, hint, this) ?? uuid4();
  }
}
