/** The longest delay of a timer, 24 days, in milliseconds. */
export const LONGEST_MS = 2_147_483_647;

/** A timer that never keeps the process alive; of what is longer than a timer can be, that. Returns its cancel. */
export function startTimer(callback: () => void, ms: number): () => void {
  // nothing comes back where a test, or what embeds an engine, puts a function of its own in the place of `setTimeout`
  const timer = setTimeout(callback, Math.min(ms, LONGEST_MS)) as unknown as { unref?(): void } | undefined;
  timer?.unref?.();
  // bound, not called by name later: where a test fakes timers meanwhile, the fake one does not know this timer, and says so
  return clearTimeout.bind(undefined, timer as never);
}
