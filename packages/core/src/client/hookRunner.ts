import { isObject, isThenable, peek } from '../base/guards';
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

// api.md section 4: a hook pending longer has failed.
const PATIENCE_MS = 5000;

/**
 * Runs hooks in turn: synchronously as long as they are, so that an event captured right before the process ends is in
 * the queue by then. `hurry` ends the wait for those still pending: their events go on as after a failure.
 */
export function createHookRunner(timer: Required<Deps>['timer']): [run: RunSteps, hurry: () => void] {
  const pending = new Set<() => void>();

  const run: RunSteps = (steps, given, course, done, at = 0) => {
    const step = steps[at];
    const goOn = (by: string, event: Event | undefined, act: (event: Event) => void) =>
      event ? act(event) : course.fail(by, new TypeError('unreadable answer'));
    if (!step) {
      goOn(steps[at - 1]?.by ?? '', copyOf(given), done);
      return;
    }
    const fail = (error: unknown) => course.fail(step.by, error);
    const next = (answer: unknown) => {
      // a hook that forgot to return its event meant to keep it; one whose answer cannot be read has failed
      if (answer === null) course.drop(step.by);
      else
        goOn(step.by, isObject(answer) && answer !== given ? copyOf(answer as Event) : given, event =>
          run(steps, event, course, done, at + 1),
        );
    };
    let result: unknown;
    try {
      result = step.run(given, course.hint);
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
      course.guard(() => act(value));
    };
    const giveUp = () => once(fail)(new Error(`${step.by} is still pending`));
    const cancel = timer(giveUp, PATIENCE_MS);
    pending.add(giveUp);
    Promise.resolve(result).then(once(next), once(fail));
  };
  return [
    run,
    () => {
      for (const giveUp of pending) giveUp();
    },
  ];
}
