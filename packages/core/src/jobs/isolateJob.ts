import { safely } from '../base/safely';
import { watchCalls } from '../base/watchCalls';
import { getCurrentHub, Hub, runWith } from '../scope/hub';
import { judgeFailure } from './judgeFailure';

/**
 * A job of a scheduler, each run in a context and a trace of its own; of a generator, whose values are asked for run by run, each step.
 * What it throws or rejects with is reported once (`handled: false`) and passed on as the same object. `this`, arguments, answer and what
 * can be seen of the function stay as they are. `around`, which must not throw of itself, runs each of these runs inside of its context.
 */
export function isolateJob<F extends (...args: never[]) => unknown>(
  job: F,
  mechanism: string,
  around: <T>(step: () => T) => T = step => step(),
): F {
  return watchCalls(job, () => {
    let hub: Hub;
    return {
      run(step) {
        hub = new Hub(getCurrentHub().getClient());
        return runWith(hub, () => around(step));
      },
      failed: error => void safely(() => hub.run(() => judgeFailure(hub, { error, mechanism, attempt: undefined }))),
    };
  });
}
