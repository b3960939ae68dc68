/** A clock that moves when told to, and the timers that hang on it. */
export interface VirtualClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs every timer that falls due within `ms`, in order, and what they set off; pending promises go on in between. */
  advance(ms: number): Promise<void>;
  timer(callback: () => void, ms: number): () => void;
}

interface Timer {
  due: number;
  run: () => void;
}

/** Promise steps that may follow one timer. A whole pipeline with asynchronous hooks takes a few dozen. */
const STEPS = 300;

export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  // A Set keeps insertion order, which decides between timers due at the same time.
  const timers = new Set<Timer>();

  const nextBy = (limit: number) => {
    let next: Timer | undefined;
    for (const timer of timers) if (timer.due <= limit && (!next || timer.due < next.due)) next = timer;
    return next;
  };

  return {
    now: () => now,
    timer(run, ms) {
      const timer = { due: now + Math.max(ms || 0, 0), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const target = now + Math.max(ms || 0, 0);
      await settle();
      for (let timer = nextBy(target); timer; timer = nextBy(target)) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.run();
        await settle();
      }
      now = Math.max(now, target);
    },
  };
}

/** Microtasks only: a test that fakes `setTimeout` must not stop this clock. */
async function settle(): Promise<void> {
  for (let step = 0; step < STEPS; step++) await undefined;
}
