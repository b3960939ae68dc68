import type { Event } from '../wire/event';
import type { Client } from './clientTypes';
import type { EventHint } from './hint';

/** Sentry's integration contract, all hooks optional. What `setup` starts, `onClose` (or the function it returns) stops. */
export interface Integration {
  name: string;
  /** Once per process and name. */
  setupOnce?(): void;
  beforeSetup?(client: Client): void;
  /** May return the function that undoes it; called by `close()`. */
  setup?(client: Client): void | (() => void);
  afterAllSetup?(client: Client): void;
  preprocessEvent?(event: Event, hint: EventHint, client: Client): void;
  processEvent?(event: Event, hint: EventHint, client: Client): Event | null | PromiseLike<Event | null>;
}
export type IntegrationFn = (...args: never[]) => Integration;
