import { Scope as ScopeOfToday } from '@vigil/core';
import type { Span } from '@vigil/node';
import { activeOn, setActive } from '../../later/startSpan';
import { equip } from './equip';
import { toV7Span } from './spans';
import type { Transaction } from './transaction';

/** v7's scope: today's, which may carry a span. */
export class Scope extends ScopeOfToday {
  /** A fork of the scope given, else a fresh one. */
  static clone(scope?: Scope): Scope {
    return scope ? scope.clone() : new Scope();
  }

  override clone(): Scope {
    return equip(super.clone(), Scope);
  }
  setSpan(span?: Span): this {
    setActive(this, span);
    return this;
  }
  getSpan(): Transaction | undefined {
    const span = activeOn(this);
    return span && toV7Span(span);
  }
  getTransaction(): Transaction | undefined {
    return this.getSpan();
  }
}
