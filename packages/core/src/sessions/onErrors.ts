import type { Client } from '../client/clientTypes';
import type { CaptureInput } from '../client/stages';
import type { Scope } from '../scope/scope';
import type { Event } from '../wire/event';
import { type Gravity, gravityOf } from './gravityOf';

/** Of what was captured and never became an event. */
function gravityOfInput({ event, hint, isError }: CaptureInput): Gravity {
  if (event) return gravityOf(event);
  return isError ? (hint.mechanism?.handled === false ? 2 : 1) : 0;
}

/**
 * Tells of each error that counts for health: those that pass all filters and `beforeSend`, sent or sampled out. What the flood budget
 * holds back counts if another of its issue passed before: nobody knows what the filters would say of it, and without it a bug in a loop
 * would look as rare as its events.
 */
export function onErrors(client: Client, seen: (gravity: Gravity, isolation: Scope) => void): void {
  const passed = new WeakSet();
  client.on('sessionEvent', (event: Event, isolation: Scope, { issue }: CaptureInput) => {
    const gravity = gravityOf(event);
    if (!gravity) return;
    if (issue) passed.add(issue);
    seen(gravity, isolation);
  });
  client.on('sessionRefused', (input: CaptureInput, isolation: Scope) => {
    const gravity = input.issue && passed.has(input.issue) ? gravityOfInput(input) : 0;
    if (gravity) seen(gravity, isolation);
  });
}
