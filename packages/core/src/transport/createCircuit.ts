/** Whether one DSN answers. Closed: it does. Open: it does not, and is left alone but for a probe now and then. */
export interface Circuit {
  isOpen(): boolean;
  /** Milliseconds until the next probe; 0 when one is due. */
  waitMs(): number;
  /** One try is the probe; the next is due a while later, however it ends. */
  probe(): void;
  /** How a try ended: with whatever answer of a server that works, or with none, and why. */
  tell(answered: boolean, why?: string): void;
}

const FAILURES = 5;
const PROBE_EVERY_MS = 30_000;

/** Opens at the fifth failure in a row, closes at the first answer; `turn` is told each change, and why the last try failed. */
export function createCircuit(now: () => number, turn: (isOpen: boolean, why?: string) => void): Circuit {
  let failures = 0;
  let probeAt = 0;
  const isOpen = () => failures >= FAILURES;
  const probe = () => void (probeAt = now() + PROBE_EVERY_MS);
  return {
    isOpen,
    // a clock that was set back must not put the probe off
    waitMs: () => Math.min(PROBE_EVERY_MS, Math.max(0, probeAt - now())),
    probe,
    tell(answered, why) {
      const was = isOpen();
      failures = answered ? 0 : failures + 1;
      if (was === isOpen()) return;
      if (!was) probe();
      turn(!was, why);
    },
  };
}
