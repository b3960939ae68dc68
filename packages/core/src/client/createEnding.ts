import { safely } from '../base/safely';
import type { Client } from './clientTypes';
import type { Core } from './core';

/** How a client waits, ends, and hands over what is left. */
export function createEnding(core: Core): Pick<Client, 'flush' | 'close' | 'onClose' | 'takeUnsent' | 'outcome'> {
  const stops: Array<() => void> = [];

  function tellSuppressed(): void {
    const event = core.stages.takeSuppressed();
    if (event) core.pipeline.capture({ event, hint: {}, internal: true });
  }
  /** What somebody waits for may keep a process alive: the platform listens and decides. */
  function waiting<T>(promise: Promise<T>): Promise<T> {
    core.client.emit('wait', promise);
    return promise;
  }
  /** A transport may keep a buffer of its own. It is asked a turn later, when the queue has handed over what it held. */
  async function drained(timeout: number | undefined): Promise<void> {
    await undefined;
    await core.transport?.flush?.(timeout);
  }
  function flush(timeout?: number): Promise<boolean> {
    core.delivery?.sendReports();
    return waiting(core.ledger.settled(drained(timeout).catch(core.hookError), timeout));
  }

  return {
    flush,
    close(timeout) {
      if (!core.closing) {
        tellSuppressed();
        core.client.emit('close');
        for (const stop of stops.splice(0).reverse()) safely(stop);
        core.closing = flush(timeout);
        core.enabled = false;
      }
      return core.closing;
    },
    onClose: stop => void (core.closing ? safely(stop) : stops.push(stop)),
    takeUnsent() {
      tellSuppressed();
      core.pipeline.hurry();
      core.delivery?.sendReports();
      return core.delivery?.takeUnsent() ?? [];
    },
    outcome: (eventId, wait) => waiting(core.ledger.outcome(eventId, wait?.timeoutMs)),
  };
}
