import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import type { EventHint } from '../client/hint';
import type { CaptureInput } from '../client/stages';
import type { Event, Extras, Primitive, SeverityLevel, User } from '../wire/event';
import type { State } from './scopeData';
import { withStack } from './syntheticStack';

/** Undefined for a key that cannot be one. */
export const pair = <T>(key: string, value: T): Record<string, T> | undefined => safely(() => ({ [key]: value }));

/** What a scope and a hub take alike; a hub hands it to its isolation scope, or captures in its context. Never throws. */
export abstract class ScopeWriter {
  /** The one way anything is set: laid over `onto`, by default what is there. What cannot be set is ignored, with a warning. */
  abstract set(key: keyof State, value: unknown, onto?: unknown): this;
  abstract capture(input: CaptureInput): string;
  abstract lastEventId(): string | undefined;

  /** `null` clears, of outer scopes too. Anything but an object or null is ignored, with a warning. */
  setUser(user: User | null): this {
    return this.set('user', user === null ? {} : user, {});
  }
  setTag(key: string, value: Primitive): this {
    return this.set('tags', pair(key, value));
  }
  setTags(tags: Record<string, Primitive>): this {
    return this.set('tags', tags);
  }
  setExtra(key: string, extra: unknown): this {
    return this.set('extra', pair(key, extra));
  }
  setExtras(extras: Extras): this {
    return this.set('extra', extras);
  }
  /** `null` deletes the context; a context is replaced as a whole. */
  setContext(key: string, context: Record<string, unknown> | null): this {
    return this.set('contexts', isObject(context ?? {}) && pair(key, context ?? undefined));
  }

  captureException(error: unknown, hint?: EventHint): string {
    return this.capture({ error, isError: true, hint: withStack(hint, error) });
  }
  captureMessage(message: string, level?: SeverityLevel, hint?: EventHint): string {
    return this.capture({ error: message, level, hint: withStack(hint) });
  }
  captureEvent(event: Event, hint?: EventHint): string {
    return this.capture({ event, hint: hint ?? {} });
  }
}
