import { carrier } from '../base/carrier';
import { isObject } from '../base/guards';
import { keysOf } from '../base/keysOf';
import { lastOf } from '../base/lists';
import { uuid4 } from '../base/random';
import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import type { EventProcessor } from '../client/hint';
import type { CaptureInput } from '../client/stages';
import type { PropagationContext } from '../trace/propagation';
import type { Attachment, Breadcrumb, SeverityLevel, User } from '../wire/event';
import type { Session } from '../wire/sessionTypes';
import { addToTrail, crumbsOf } from './breadcrumbs';
import type { CaptureContext } from './captureContext';
import { copyOf, listOf } from './copyOf';
import type { Hub } from './hub';
import { EMPTY, type Lists, type Maps, type ScopeData, type State } from './scopeData';
import { pair, ScopeWriter } from './scopeWriter';
import { tagsFrom } from './tagValue';
import { readTrace, type TraceCell } from './traceCell';

const clientOf = (scope: Scope): Client | undefined => scope.getClient() ?? carrier().client;

/**
 * What an event inherits. Copy-on-write: a fork costs one object. The setters return the scope and never throw; what
 * they are given is copied one level deep, breadcrumbs in whole.
 */
export class Scope extends ScopeWriter {
  /** The trace this scope belongs to; shared by forks. */
  declare trace: TraceCell;
  /** The context that owns this scope; undefined for the process's own. Once it is sealed, writes here are ignored. */
  declare owner: Hub | undefined;
  /** Written by this file alone, here and in other copies of it. */
  declare state: State;
  declare client: Client | undefined;
  declare listeners: Array<(scope: Scope) => void> | undefined;

  constructor(from: Partial<Pick<Scope, 'state' | 'client' | 'owner' | 'trace'>> = {}, owner = from.owner, trace = from.trace ?? {}) {
    super();
    this.state = from.state ?? {};
    this.client = from.client;
    this.owner = owner;
    this.trace = trace;
  }

  set(key: keyof State, value: unknown, onto: unknown = this.state[key]): this {
    const empty = (EMPTY as State)[key];
    let next = value;
    if (Array.isArray(empty)) next = [...((onto ?? []) as unknown[]), ...listOf(value as unknown[])];
    else if (empty) {
      const copy = copyOf(value as Record<string, unknown>);
      if (!copy) {
        clientOf(this)?.warn('V020', key);
        return this;
      }
      next = { ...(onto as object), ...(key === 'tags' ? tagsFrom(copy) : copy) };
    }
    if (!this.owner?.sealed) {
      this.state = { ...this.state, [key]: next };
      for (const listener of this.listeners ?? []) safely(() => listener(this));
    }
    return this;
  }
  capture(input: CaptureInput): string {
    return clientOf(this)?.capture({ ...input, scope: this }) ?? uuid4();
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
  /** What is set; never to be changed. A scope forked inside a context that has ended meanwhile still held that context's data. */
  read(): State {
    if (this.owner?.sealed && !this.owner.owns(this)) this.state = {};
    return this.state;
  }

  setAttribute(key: string, value: unknown): this {
    return this.set('attributes', pair(key, value));
  }
  setAttributes(attributes: Record<string, unknown>): this {
    return this.set('attributes', attributes);
  }
  removeAttribute(key: string): this {
    return this.setAttribute(key, undefined);
  }
  setLevel(level: SeverityLevel): this {
    return this.set('level', level);
  }
  setFingerprint(fingerprint: string[]): this {
    return this.set('fingerprint', fingerprint, []);
  }
  setTransactionName(transactionName?: string): this {
    return this.set('transactionName', transactionName);
  }
  /** Of an AI conversation: taken, no event carries it yet. */
  setConversationId(_id?: string): this {
    return this;
  }
  setSession(session?: object): this {
    return this.set('session', session);
  }
  setSDKProcessingMetadata(data: Record<string, unknown>): this {
    return this.set('sdkProcessingMetadata', data);
  }
  setClient(client?: Client): void {
    this.client = client;
  }
  setLastEventId(lastEventId?: string): void {
    this.set('lastEventId', lastEventId);
  }
  /** Without `propagationSpanId` headers get a new one each time. */
  setPropagationContext(propagation: Omit<PropagationContext, 'propagationSpanId'> & { propagationSpanId?: string }): this {
    this.trace = { propagation: propagation as PropagationContext };
    return this;
  }
  /** Kept within `maxBreadcrumbs` and the client's `maxBreadcrumbBytes`, oldest out. */
  addBreadcrumb(breadcrumb: Breadcrumb, maxBreadcrumbs?: number): this {
    if (!isObject(breadcrumb)) return this;
    const { maxBreadcrumbs: max = 100, maxBreadcrumbBytes = 32_000, deps } = clientOf(this)?.getOptions() ?? {};
    const now = (deps?.now ?? Date.now)() / 1000;
    return this.set('trail', addToTrail(this.state.trail, breadcrumb, now, maxBreadcrumbs ?? max, maxBreadcrumbBytes));
  }
  clearBreadcrumbs(): this {
    return this.set('trail', undefined);
  }
  addAttachment(attachment: Attachment): this {
    return this.set('attachments', [attachment]);
  }
  clearAttachments(): this {
    return this.set('attachments', [], []);
  }
  addEventProcessor(processor: EventProcessor): this {
    return this.set('eventProcessors', [processor]);
  }
  addScopeListener(listener: (scope: Scope) => void): void {
    this.listeners = [...(this.listeners ?? []), listener];
  }

  getUser(): User | undefined {
    return this.state.user;
  }
  getSession(): Session | undefined {
    return this.state.session as Session | undefined;
  }
  getClient(): Client | undefined {
    return this.client;
  }
  lastEventId(): string | undefined {
    return this.state.lastEventId;
  }
  getLastBreadcrumb(): Breadcrumb | undefined {
    return lastOf(crumbsOf(this.state.trail));
  }
  getPropagationContext(): PropagationContext {
    return readTrace(this.trace, clientOf(this));
  }
  getScopeData(): ScopeData {
    const { trail, ...state } = this.read();
    return {
      ...EMPTY,
      ...state,
      breadcrumbs: crumbsOf(trail),
      request: this.owner?.request,
      propagationContext: this.getPropagationContext(),
    };
  }

  /** Merges what a capture call was given: data, another scope, or a function that is handed this one. */
  update(context?: CaptureContext): this {
    const merged = safely(() => {
      const given = typeof context === 'function' ? context(this) : context;
      if (!isObject(given) || given === this) return true;
      const from = ('getScopeData' in given ? (given as unknown as Scope).getScopeData() : given) as Partial<ScopeData>;
      for (const key of [...Object.keys(EMPTY), 'level', 'transactionName'] as Array<keyof (Maps & Lists) | 'level' | 'transactionName'>) {
        const part = from[key];
        const isNone = isObject(part) ? !ArrayBuffer.isView(part) && !keysOf(part).length : !part;
        // of user and fingerprint the whole, of the others what is new
        if (!isNone) this.set(key, part, /^[uf]/.test(key) ? [] : this.state[key]);
      }
      for (const crumb of listOf(from.breadcrumbs)) this.addBreadcrumb(crumb);
      return true;
    });
    if (!merged) clientOf(this)?.warn('V020', 'captureContext');
    return this;
  }

  /** Back to a fresh scope, with a new trace. */
  clear(): this {
    this.trace = {};
    this.state = {};
    return this.set('level', undefined);
  }
}
