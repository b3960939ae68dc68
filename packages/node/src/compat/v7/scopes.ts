import { withScope as todaysWithScope } from '@vigil/core';
import { equip } from './equip';
import { getCurrentHub } from './hubs';
import { Scope } from './scope';

export function getCurrentScope(): Scope {
  return getCurrentHub().getScope();
}
/** Hands over the current scope: what is set there stays in this context. */
export function configureScope(callback: (scope: Scope) => void): void {
  getCurrentHub().configureScope(callback);
}
/** Runs `callback` with a fork of the current scope; given a scope, with that one. What it throws passes through. */
export function withScope<T>(callback: (scope: Scope) => T): T;
export function withScope<T>(scope: Scope | undefined, callback: (scope: Scope) => T): T;
export function withScope<T>(first: Scope | undefined | ((scope: Scope) => T), second?: (scope: Scope) => T): T {
  if (typeof first === 'function') return getCurrentHub().withScope(first);
  return todaysWithScope(first, scope => (second as (scope: Scope) => T)(equip(scope, Scope)));
}
