import {
  type Client,
  captureSession,
  endSession,
  getTraceData,
  Hub as HubOfToday,
  type Integration,
  type Scope as ScopeOfToday,
  type Session,
  type SessionContext,
  startSession,
} from '@vigil/core';
import { deprecated } from './deprecated';
import { equip } from './equip';
import { Scope } from './scope';
import { startTransaction } from './startTransaction';
import type { Transaction, TransactionContext } from './transaction';

export interface Layer {
  client: Client | undefined;
  scope: Scope;
}

/** The scopes below the current one, by hub. */
const below = new WeakMap<HubOfToday, ScopeOfToday[]>();

/** v7's hub: today's, whose current scope can be pushed and popped by hand. */
export class Hub extends HubOfToday {
  override getScope(): Scope {
    return equip(super.getScope(), Scope);
  }
  override run<T>(fn: (hub: Hub) => T): T {
    return super.run(() => fn(this));
  }
  override withScope<T>(callback: (scope: Scope) => T): T {
    return super.withScope(scope => callback(equip(scope, Scope)));
  }
  /** Hands over the current scope, as v7 does; the function `configureScope` of today hands over the isolation scope. */
  override configureScope(callback: (scope: Scope) => void): void {
    deprecated('configureScope', 'use getIsolationScope(), or getCurrentScope() inside withScope()', this.getClient());
    callback(this.getScope());
  }

  /**
   * Makes a fork of the current scope current, for all that works in this context, until `popScope`. Prefer `withScope`, which ends by
   * itself: what is never popped is kept as long as the context.
   */
  pushScope(): Scope {
    deprecated('pushScope', 'use withScope()', this.getClient());
    const scope = this.getScope();
    const stack = below.get(this);
    if (stack) stack.push(scope);
    else below.set(this, [scope]);
    this.scope = scope.clone();
    return this.getScope();
  }
  /** False when nothing was pushed. */
  popScope(): boolean {
    const scope = below.get(this)?.pop();
    // a context that has ended holds nothing of its user: what it once held must not come back
    if (scope && !this.sealed) this.scope = scope;
    return !!scope;
  }
  getStackTop(): Layer {
    return { client: this.getClient(), scope: this.getScope() };
  }

  /** The integration of that class (`Integrations.Http`), by its `id`; null: it is not on. */
  getIntegration<T extends Integration = Integration>(type: { id: string }): T | null {
    deprecated('getIntegration', 'use getClient().getIntegrationByName()', this.getClient());
    return this.getClient()?.getIntegrationByName<T>(type.id) ?? null;
  }
  startTransaction(context: TransactionContext, customSamplingContext?: Record<string, unknown>): Transaction {
    return super.run(() => startTransaction(context, customSamplingContext));
  }
  /** The headers that hand the trace on. */
  traceHeaders(): Record<string, string> {
    deprecated('traceHeaders', 'use getTraceData()', this.getClient());
    return super.run(() => ({ ...getTraceData() }));
  }
  startSession(context?: SessionContext): Session {
    return super.run(() => startSession(context));
  }
  endSession(): void {
    super.run(endSession);
  }
  captureSession(end?: boolean): void {
    super.run(() => captureSession(end));
  }
}
