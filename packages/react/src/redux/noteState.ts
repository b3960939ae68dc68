import { type Event, type EventHint, type EventProcessor, type Scope, safely } from '@vigil/browser';

/** The last state that a store had in this scope. */
export interface Noted {
  state: unknown;
  stateOf(state: unknown): unknown;
  isAttached: boolean;
}

const noted = new WeakMap<Scope, { last: Noted; processor: EventProcessor }>();
const filename = 'redux_state.json';
/** Of an attachment. Servers take more, but not everybody's connection. */
const MOST_BYTES = 200_000;

/** Events of this scope have the last of the states noted there. A reference until then: most states are never sent. */
export function noteState(scope: Scope, last: Noted): void {
  const known = noted.get(scope);
  const processor = known?.processor ?? ((event, hint) => addState(event, hint, noted.get(scope)?.last ?? last));
  noted.set(scope, { last, processor });
  // a scope that was cleared has lost it
  if (!scope.read().eventProcessors?.includes(processor)) scope.addEventProcessor(processor);
}

function addState(event: Event, hint: EventHint, { state, stateOf, isAttached }: Noted): Event {
  const value = stateOf(state);
  if (value === null || value === undefined) return event;
  event.contexts = { ...event.contexts, state: { state: { type: 'redux', value } } };
  const data = isAttached ? textOf(value) : undefined;
  // a fork has the processor of the scope it is of, too
  const others = (hint.attachments ?? []).filter(each => each.filename !== filename);
  if (data) hint.attachments = [...others, { filename, data, contentType: 'application/json' }];
  return event;
}

/** Nothing for what JSON cannot say, and for what is too much to be sent with each error. */
function textOf(value: unknown): string | undefined {
  const text = safely(() => JSON.stringify(value));
  return text && text.length <= MOST_BYTES ? text : undefined;
}
