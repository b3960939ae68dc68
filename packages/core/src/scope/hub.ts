import { carrier } from '../base/carrier';
import { isObject } from '../base/guards';
import { uuid4 } from '../base/random';
import type { Client } from '../client/clientTypes';
import type { CaptureInput } from '../client/stages';
import type { IncomingTrace, PropagationContext } from '../trace/propagation';
import type { Breadcrumb } from '../wire/event';
import { Scope } from './scope';
import type { State } from './scopeData';
import { ScopeWriter } from './scopeWriter';
import type { TraceCell } from './traceCell';

/** An error that a response in the making may yet make harmless. */
export interface HeldError {
  readonly error: unknown;
  /** Of the event it will be, if it will. */
  readonly eventId: string;
  /** It was captured, by whomever. */
  taken: boolean;
  /** Looks at the response, once. False when it did so before, or when the error was captured by hand: there is nothing to settle. */
  judge(end: 'finished' | 'closed' | 'open'): boolean;
  /** To be reported, were it the only one. Known when judged. */
  readonly isFault: boolean;
  /** It was thrown when headers had been sent already. */
  readonly isLate: boolean;
  /** An event, or a breadcrumb. */
  settle(isReported: boolean): void;
}

/** What some contexts can: look whether their time is over. */
export interface Ending {
  expire?(): void;
}

/**
 * A context: an isolation scope and a current scope, with the client they report to. Everything that is not given is
 * made when first asked for, so a request that reports nothing pays for one object.
 *
 * A hub made without scopes fails closed: it takes over the process's tags, contexts and extras, never its user and
 * never its breadcrumbs.
 */
export class Hub extends ScopeWriter implements TraceCell {
  declare suppressed: boolean | undefined;
  /** Where a trace may be continued from; read when an id is first needed. */
  declare incoming: IncomingTrace | undefined;
  declare propagation: PropagationContext | undefined;
  /** The platform's request object, by reference. */
  declare request: object | undefined;
  /** Template of the route that answers (`/users/:id`), as the framework names it: what the event's transaction is called. */
  declare route: string | undefined;
  /** Errors that wait for the end of the response (`holdError`). */
  declare held: HeldError[] | undefined;
  /** Errors that were judged within this context, by a handler (`wrapHandler`) or in a fork of it, with the ids of their events. */
  declare decided: WeakMap<object, string> | undefined;
  /** Counts how this context ends: its errors are made into events though they are sampled out. */
  declare counts: object | undefined;
  sealed = false;
  declare private client: Client | undefined;
  declare protected scope: Scope | undefined;
  declare protected isolation: Scope | undefined;

  constructor(client?: Client, scope?: Scope, isolationScope?: Scope) {
    super();
    this.client = client;
    this.scope = scope;
    this.isolation = isolationScope;
  }

  getClient(): Client | undefined {
    return this.client ?? this.scope?.getClient() ?? carrier().client;
  }
  bindClient(client: Client | undefined): void {
    this.client = client;
  }
  getScope(): Scope {
    this.scope ??= new Scope(processHub(this).getScope(), this, this).forget();
    return this.scope;
  }
  getIsolationScope(): Scope {
    this.isolation ??= new Scope(processHub(this).getIsolationScope(), this, this).forget();
    return this.isolation;
  }

  /** Where the trace of this context is kept; makes no scope. */
  traceCell(): TraceCell {
    return this.scope ? this.scope.trace : this;
  }

  /** Both scopes forked; same trace, same client. Outlives this context: when that is sealed, a clone keeps what it has. */
  clone(): Hub {
    return new Hub(this.client, keep(this.getScope()), keep(this.getIsolationScope()));
  }
  /**
   * `fn` in this context. Where no async context exists, only its synchronous part. Here as everywhere, what is no function answers
   * nothing.
   */
  run<T>(fn: (hub: Hub) => T): T {
    return runWith(this, () => fn?.call?.(this, this));
  }
  /** A function that runs in this context, whenever it is called. Works everywhere. */
  bind<A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => R {
    const hub = this;
    return function (this: unknown, ...args) {
      return runWith(hub, () => fn?.apply?.(this, args));
    };
  }
  /**
   * Ends the context: user, request and breadcrumbs are let go, later writes are ignored, later events carry the
   * process's data alone.
   */
  seal(): void {
    this.sealed = true;
    this.request = this.incoming = this.propagation = this.held = undefined;
    const home = processHub(this);
    this.scope?.forget(home.getScope());
    this.isolation?.forget(home.getIsolationScope());
  }
  /** True for the context's own scopes, false for forks of them. */
  owns(scope: Scope): boolean {
    return scope === this.scope || scope === this.isolation;
  }

  configureScope(callback: (scope: Scope) => void): void {
    callback?.call?.(this, this.getIsolationScope());
  }
  withScope<T>(callback: (scope: Scope) => T): T {
    const scope = this.getScope().clone();
    return runWith(new Hub(this.client, scope, this.getIsolationScope()), () => callback?.call?.(this, scope));
  }
  capture(input: CaptureInput): string {
    return this.run(() => this.getClient()?.capture(input)) ?? uuid4();
  }
  set(key: keyof State, value: unknown, onto?: unknown): this {
    this.getIsolationScope().set(key, value, onto);
    return this;
  }
  addBreadcrumb(breadcrumb: Breadcrumb, hint?: Record<string, unknown>): void {
    const client = this.getClient();
    if (!isObject(breadcrumb)) client?.debug('addBreadcrumb: not an object, ignored');
    else this.getIsolationScope().addBreadcrumb((client ? client.filterBreadcrumb(breadcrumb, hint) : breadcrumb) as Breadcrumb);
  }
  lastEventId(): string | undefined {
    return this.getIsolationScope().lastEventId();
  }
}

/** A fork that is not sealed with the context it is of. Of that it sees what is left: request and route go with it. */
function keep(scope: Scope): Scope {
  const { owner } = scope;
  const expire = () => (owner as Ending | undefined)?.expire?.();
  const heir = owner && (Object.create(owner, { sealed: { value: false }, expire: { value: expire } }) as Hub);
  return new Scope(scope, heir, { propagation: scope.getPropagationContext() });
}

/** The context outside of any other: what a script, or a process while it starts, writes to. */
export function rootHub(): Hub {
  const slot = carrier();
  slot.root ??= new Hub(undefined, new Scope(), new Scope());
  return slot.root;
}

/** Where a context forks from: the home of the client it is bound to, else the process's. */
function processHub(hub: Hub): Hub {
  return hub.getClient()?.home ?? rootHub();
}

/** The context of now; never undefined. */
export function getCurrentHub(): Hub {
  const slot = carrier();
  return (slot.port ? slot.port.get() : slot.active) ?? rootHub();
}

export function runWith<T>(hub: Hub, fn: () => T): T {
  const slot = carrier();
  if (slot.port) return slot.port.run(hub, fn);
  const before = slot.active;
  slot.active = hub;
  try {
    return fn();
  } finally {
    slot.active = before;
  }
}

/** A fork of the isolation scope (and of the current one). From the process's own it fails closed where async context exists. */
export function withIsolation<T>(fn: (scope: Scope) => T, given?: Scope): T {
  const hub = getCurrentHub();
  const client = hub.getClient();
  const fresh = !given && carrier().port && !hub.getIsolationScope().owner;
  const next = fresh ? new Hub(client) : new Hub(client, hub.getScope().clone(), given ?? hub.getIsolationScope().clone());
  if (fresh) next.propagation = hub.getScope().getPropagationContext();
  return runWith(next, () => fn(next.getIsolationScope()));
}
