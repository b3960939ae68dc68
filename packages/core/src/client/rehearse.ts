import type { Gated } from '../safe/gate';
import { Hub } from '../scope/hub';
import type { Core } from './core';
import { createPipeline } from './createPipeline';
import { hubOf } from './hubOf';
import { createLedger, emptyStats } from './ledger';
import type { OutcomeStatus } from './outcomeTypes';
import type { CaptureInput } from './stages';

export interface Rehearsal {
  /** What would have gone to the queue. */
  gated?: Gated;
  /** How it ended, when it did not get that far. */
  status?: OutcomeStatus;
  by?: string | undefined;
}

/** The context of now, forked so that nothing a capture writes to it stays: the last event's id, an error it holds that is taken. */
function forkOf(core: Core): Hub {
  const hub = hubOf(core.client);
  const [scope, isolation] = [hub.getScope(), hub.getIsolationScope()];
  const fork = isolation.clone();
  const { owner } = isolation;
  if (owner) fork.owner = Object.create(owner, { held: { value: undefined } }) as Hub;
  return new Hub(core.client, scope === isolation ? fork : scope.clone(), fork);
}

/**
 * A capture by the pipeline of this client, hooks and all, that ends where the queue would begin: nothing is sent, counted or remembered.
 * `done` is told once, in this turn unless a hook takes its time. The sample rate draws in its favour; a rate of 0 lets nothing pass.
 * `always`: though the client is disabled.
 */
export function rehearse(core: Core, input: CaptureInput, done: (rehearsal: Rehearsal) => void, always = false): void {
  let isDone = false;
  // a hook that fails is reported by an event of its own: the first to end is the one asked for
  const end = (rehearsal: Rehearsal) => {
    if (!isDone) done(rehearsal);
    isDone = true;
  };
  const stats = emptyStats();
  const client = Object.create(core.client, {
    home: { value: forkOf(core) },
    // of its listeners those that group belong to the event; the others count sessions and keep books
    emit: { value: (name: string, ...args: unknown[]) => name === 'group' && core.client.emit(name, ...args) },
    ...(always && { isEnabled: { value: () => true } }),
  }) as Core['client'];
  createPipeline({
    ...core,
    client,
    stats,
    ledger: createLedger(stats, 1, core.timer, ({ status, by }) => end({ status: status as OutcomeStatus, by })),
    random: () => 0,
    hookError: () => undefined,
    delivery: {
      sendEvent: gated => end({ gated }),
      sendEnvelope() {},
      addLoss() {},
      sendReports() {},
      takeUnsent: () => [],
      queueBytes: () => 0,
      requeue() {},
      end() {},
      onTry: () => undefined,
    },
  }).capture(input);
}
