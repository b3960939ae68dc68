/** A timer that never keeps the process alive; of what is longer than a timer can be (24 days), that. Returns its cancel. */
export function startTimer(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, Math.min(ms, 2 ** 31 - 1)) as unknown as { unref?(): void };
  timer.unref?.();
  return () => clearTimeout(timer as never);
}
