/** A timer that never keeps the process alive. Returns its cancel. */
export function startTimer(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms) as unknown as { unref?(): void };
  timer.unref?.();
  return () => clearTimeout(timer as never);
}
