import { isObject, isThenable, peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { copyOf } from '../scope/copyOf';
import type { Event } from '../wire/event';
import type { EventHint, EventProcessor } from './hint';
import type { Deps } from './options';

/** A hook as it is run: answers an event, or null for "dropped". */
export interface Step {
  /** In whose name it drops or fails. */
  by: string;
  run(event: Event, hint: EventHint): unknown;
}
/** What becomes of one event's hooks. */
export interface Course {
  hint: EventHint;
  drop(by: string): void;
  /** Without an error it was given no time to end. */
  fail(by: string, error: unknown): void;
  /** Runs what follows a hook that took its time: nobody is left to catch what it throws. */
  guard(act: () => void): void;
}
export type RunSteps = (steps: Step[], event: Event, course: Course, done: (event: Event) => void, at?: number) => void;

/** Processors as steps; what is no function is none. */
export function stepsOf(processors: EventProcessor[]): Step[] {
  return processors
    .filter(run => typeof run === 'function')
    .map(run => {
      const id = peek(run, 'id');
      return { by: typeof id === 'string' ? id : 'processor', run };
    });
}

const UNREADABLE = 'unreadable answer';

/**
 * Runs hooks in turn: synchronously as long as they are, so that an event captured right before the process ends is in
 * the queue by then. `hurry` ends the wait for those still pending: their events go on as after a failure.
 */
export function createHookRunner(timer: Required<Deps>['timer']): [run: RunSteps, hurry: () => void] {
  const pending = new Set<() => void>();

  /** Goes on when a hook that takes its time has answered, or must not any longer. */
  function wait(slow: PromiseLike<unknown>, step: Step, { fail, guard }: Course, next: (answer: unknown) => void): void {
    const once = (act: (value: unknown) => void) => (value: unknown) => {
      if (!pending.delete(giveUp)) return;
      cancel();
      guard(() => act(value));
    };
    const failed = (error: unknown) => fail(step.by, error);
    const giveUp = () => once(failed)(undefined);
    // api.md section 4: a hook pending longer has failed
    const cancel = timer(() => once(failed)(new Error(`${step.by} is pending`)), 5000);
    pending.add(giveUp);
    Promise.resolve(slow).then(once(next), once(failed));
  }

  const run: RunSteps = (steps, given, course, done, at = 0) => {
    let event = given;
    /** False when the event has ended: dropped, or taken from a hook whose answer cannot be read. One that forgot to return its event meant to keep it. */
    const heed = ({ by }: Step, answer: unknown): boolean => {
      if (isObject(answer) && answer !== event) {
        const copy = copyOf(answer);
        if (copy) event = copy;
        else course.fail(by, new TypeError(UNREADABLE));
        return !!copy;
      }
      if (answer === null) course.drop(by);
      return answer !== null;
    };
    for (let next = at; next < steps.length; next++) {
      const step = steps[next]!;
      let answer: unknown;
      try {
        answer = step.run(event, course.hint);
      } catch (error) {
        course.fail(step.by, error);
        return;
      }
      // the event itself, which most hooks answer, needs no look
      if (answer !== event && isThenable(answer)) {
        wait(answer, step, course, late => {
          if (heed(step, late)) run(steps, event, course, done, next + 1);
        });
        return;
      }
      if (!heed(step, answer)) return;
    }
    const ready = copyOf(event);
    if (ready) done(ready);
    else course.fail(lastOf(steps)?.by ?? '', new TypeError(UNREADABLE));
  };
  return [
    run,
    () => {
      for (const giveUp of pending) giveUp();
    },
  ];
}
