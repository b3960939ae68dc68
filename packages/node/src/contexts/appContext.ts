/** What does not change while the process lives. */
export function readAppContext(): Record<string, unknown> {
  return { app_start_time: new Date(performance.timeOrigin).toISOString() };
}

/** What is true of the moment only, in bytes. `free_memory` is what the limits of a container leave (Node 20.13 on). */
export function readAppState(): Record<string, unknown> {
  const available = (process as { availableMemory?: () => number }).availableMemory?.();
  return { app_memory: process.memoryUsage.rss(), ...(available !== undefined && { free_memory: available }) };
}
