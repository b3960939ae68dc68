import { carrier } from './base/carrier';
import { peek } from './base/guards';
import { uuid4 } from './base/random';
import type { Client } from './client/clientTypes';
import type { EventHint, EventProcessor } from './client/hint';
import type { Integration } from './client/integration';
import type { Consent } from './client/options';
import type { Outcome } from './client/outcomeTypes';
import { type CaptureContext, toHint } from './scope/captureContext';
import { getCurrentHub, Hub, runWith, withIsolation } from './scope/hub';
import { callbackOf, refuse } from './scope/refuse';
import type { AppContexts, AppTags, AppUser } from './scope/register';
import { Scope } from './scope/scope';
import { withStack } from './scope/syntheticStack';
import type { Breadcrumb, Event, Extras, SeverityLevel } from './wire/event';

// The functions people call by hand (api.md sections 1 and 2). Each acts on the context of now and its client; none throws.

/** Reports anything that was thrown. Returns the event's id at once, also when nothing will be sent. */
export function captureException(error: unknown, hint?: EventHint | CaptureContext): string {
  return getClient()?.captureException(error, withStack(toHint(hint), error)) ?? uuid4();
}
/** Reports a text. The second argument is a level (default `info`) or what this capture adds. */
export function captureMessage(message: string, context?: SeverityLevel | CaptureContext): string {
  const level = typeof context === 'string' ? context : undefined;
  const hint = typeof context === 'string' ? undefined : toHint(context);
  return getClient()?.captureMessage(message, level, withStack(hint)) ?? uuid4();
}
/** Reports an event made by hand; scope data is merged under it. */
export function captureEvent(event: Event, hint?: EventHint): string {
  return getClient()?.captureEvent(event, hint) ?? uuid4();
}

/** The client of the current context. */
export function getClient<C extends Client = Client>(): C | undefined {
  return getCurrentHub().getClient() as C | undefined;
}
/** Anything but a client is ignored, with a warning. */
export function setCurrentClient(client: Client | undefined): void {
  if (client && typeof peek(client, 'capture') !== 'function') refuse('setCurrentClient', undefined, 'a client of createClient');
  else carrier().client = client || undefined;
}
export function isInitialized(): boolean {
  return !!getClient();
}
export function isEnabled(): boolean {
  return !!getClient()?.isEnabled();
}

export function getCurrentScope(): Scope {
  return getCurrentHub().getScope();
}
export function getIsolationScope(): Scope {
  return getCurrentHub().getIsolationScope();
}
export function getGlobalScope(): Scope {
  const slot = carrier();
  slot.global ??= new Scope();
  return slot.global;
}

/** Runs `callback` with a fork of the current scope; given a scope, with that one. What it throws passes through. */
export function withScope<T>(callback: (scope: Scope) => T): T;
export function withScope<T>(scope: Scope | undefined, callback: (scope: Scope) => T): T;
export function withScope<T>(first: Scope | undefined | ((scope: Scope) => T), second?: (scope: Scope) => T): T {
  const hub = getCurrentHub();
  const callback = callbackOf('withScope', typeof first === 'function' ? first : (second as (scope: Scope) => T));
  if (typeof first === 'function') return hub.withScope(callback);
  const scope = first ?? hub.getScope().clone();
  return runWith(new Hub(hub.getClient(), scope, hub.getIsolationScope()), () => callback(scope));
}
/**
 * Runs `callback` in a context of its own: what is set inside stays inside. Opened outside any context it takes over
 * the process's tags and contexts, never its user or breadcrumbs. What it throws passes through.
 */
export function withIsolationScope<T>(callback: (scope: Scope) => T): T;
export function withIsolationScope<T>(scope: Scope | undefined, callback: (scope: Scope) => T): T;
export function withIsolationScope<T>(first: Scope | undefined | ((scope: Scope) => T), second?: (scope: Scope) => T): T {
  const callback = callbackOf('withIsolationScope', typeof first === 'function' ? first : (second as (scope: Scope) => T));
  return withIsolation(callback, typeof first === 'function' ? undefined : first);
}
export function configureScope(callback: (scope: Scope) => void): void {
  getCurrentHub().configureScope(callbackOf('configureScope', callback));
}

export function setUser(user: AppUser | null): void {
  getIsolationScope().setUser(user);
}
export function setTag<K extends keyof AppTags & string>(key: K, value: AppTags[K]): void {
  getIsolationScope().setTag(key, value);
}
export function setTags(tags: Partial<AppTags>): void {
  getIsolationScope().setTags(tags);
}
export function setContext<K extends keyof AppContexts & string>(name: K, context: NonNullable<AppContexts[K]> | null): void {
  getIsolationScope().setContext(name, context);
}
export function setExtra(key: string, extra: unknown): void {
  getIsolationScope().setExtra(key, extra);
}
export function setExtras(extras: Extras): void {
  getIsolationScope().setExtras(extras);
}
export function setAttribute(key: string, value: unknown): void {
  getIsolationScope().setAttribute(key, value);
}
export function setAttributes(attributes: Record<string, unknown>): void {
  getIsolationScope().setAttributes(attributes);
}
export function addBreadcrumb(breadcrumb: Breadcrumb, hint?: Record<string, unknown>): void {
  getCurrentHub().addBreadcrumb(breadcrumb, hint);
}
export function addEventProcessor(processor: EventProcessor): void {
  getIsolationScope().addEventProcessor(processor);
}
export function addIntegration(integration: Integration): void {
  getClient()?.addIntegration(integration);
}
export function lastEventId(): string | undefined {
  return getCurrentHub().lastEventId();
}

/** Whether what is captured may leave and be stored. Without a client: nothing happens. */
export function setConsent(state: Consent): void {
  getClient()?.setConsent(state);
}

/** True iff everything captured so far was delivered or deliberately dropped within `timeout` ms. Without a client: false. */
export async function flush(timeout?: number): Promise<boolean> {
  return getClient()?.flush(timeout) ?? false;
}
/** Flushes, tells what was suppressed, restores every patch and disables the client. Without a client: false. */
export async function close(timeout?: number): Promise<boolean> {
  return getClient()?.close(timeout) ?? false;
}
/** How an item ended (api.md section 3). Without a client: `disabled`. */
export async function outcome(eventId: string, options?: { timeoutMs?: number | undefined }): Promise<Outcome> {
  return getClient()?.outcome(eventId, options) ?? { eventId, category: 'error', status: 'disabled', attempts: 0 };
}
/** Called once for every item that ends; returns the remover. */
export function onOutcome(callback: (outcome: Outcome) => void): () => void {
  return getClient()?.onOutcome(callback) ?? (() => {});
}
