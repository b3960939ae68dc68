import { isObject, isThenable } from '../base/guards';
import { copyOf } from '../scope/copyOf';
import type { Event } from '../wire/event';
import type { EventHint } from './hint';

/** One step of stages 8 to 12: answers an event, or null for "dropped". */
export interface Step {
  /** In whose name it drops or fails. */
  by: string;
  run(event: Event, hint: EventHint): unknown;
}
export interface Runner {
  timer(callback: () => void, ms: number): () => void;
  /** Hooks that are still thinking; calling one takes the event from it, as a failure would. */
  pending: Set<() => void>;
  /** Runs what follows a hook that took its time: nobody is left to catch what it throws. */
  guard(act: () => void): void;
  onEvent(event: Event): void;
  onDrop(by: string): void;
  onFail(by: string, error: unknown): void;
}

// api.md section 4: a hook pending longer has failed.
const PATIENCE_MS = 5000;

/**
 * Runs the steps in turn: synchronously as long as they are, so that an event captured right before the process ends is
 * in the queue by then.
 */
export function runSteps([step, ...rest]: Step[], given: Event, hint: EventHint, runner: Runner): void {
  const { pending, guard, onDrop, onEvent, onFail, timer } = runner;
  if (!step) {
    onEvent(given);
    return;
  }
  const fail = (error: unknown) => onFail(step.by, error);
  const next = (answer: unknown) => {
    // a hook that forgot to return its event meant to keep it; one whose answer cannot be read has failed
    const event = isObject(answer) ? copyOf(answer) : given;
    if (answer === null) onDrop(step.by);
    else if (event) runSteps(rest, event, hint, runner);
    else fail(new TypeError('unreadable answer'));
  };
  let result: unknown;
  try {
    result = step.run(given, hint);
  } catch (error) {
    fail(error);
    return;
  }
  if (!isThenable(result)) {
    next(result);
    return;
  }
  const once = (act: (value: unknown) => void) => (value: unknown) => {
    if (!pending.delete(giveUp)) return;
    cancel();
    guard(() => act(value));
  };
  const giveUp = () => once(fail)(new Error(`${step.by} is still pending`));
  const cancel = timer(giveUp, PATIENCE_MS);
  pending.add(giveUp);
  Promise.resolve(result).then(once(next), once(fail));
}
