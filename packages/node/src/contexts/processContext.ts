import { totalmem } from 'node:os';
import { builtin } from '../env/builtin';

/** Bytes this process may use by the rules of its cgroup; undefined without one. */
function memoryLimit(): number | undefined {
  const limit = (process as { constrainedMemory?: () => number | undefined }).constrainedMemory?.();
  // "no limit" is 0, or a number beyond any machine
  return limit && limit > 0 && limit <= totalmem() ? limit : undefined;
}

/** `node:v8` costs half a millisecond and is loaded with the first event. */
function heapLimit(): number {
  return builtin('node:v8').getHeapStatistics().heap_size_limit;
}

/** What does not change while the process lives. Bytes. */
export function readProcessContext(): Record<string, unknown> {
  const limit = memoryLimit();
  return { pid: process.pid, heap_limit: heapLimit(), ...(limit && { memory_limit: limit }) };
}

interface Reading {
  at: number;
  cpuUs: number;
  loop: ReturnType<typeof performance.eventLoopUtilization>;
  turns: number | undefined;
}

function readNow(): Reading {
  const { user, system } = process.cpuUsage();
  const timing = performance.nodeTiming as typeof performance.nodeTiming & { uvMetricsInfo?: { loopCount: number } };
  return { at: performance.now(), cpuUs: user + system, loop: performance.eventLoopUtilization(), turns: timing?.uvMetricsInfo?.loopCount };
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** What the time between two readings says. Without an earlier one: since the process began. */
function loadOf(now: Reading, before: Reading | undefined): Record<string, number> {
  const { active, utilization } = before ? performance.eventLoopUtilization(now.loop, before.loop) : now.loop;
  const ms = now.at - (before?.at ?? 0);
  const load: Record<string, number> = { cpu_utilization: rounded((now.cpuUs - (before?.cpuUs ?? 0)) / 1000 / ms, 3) };
  // Before the loop turns for the first time there is nothing to say of it.
  if (active + now.loop.idle > 0) load['event_loop_utilization'] = rounded(utilization, 3);
  const turns = (now.turns ?? 0) - (before?.turns ?? 0);
  if (turns > 0) load['event_loop_delay_ms'] = rounded(active / turns, 2);
  return load;
}

/**
 * Makes the reader of what is true of the moment: heap in bytes, CPU (1 is one core), how busy the event loop was since the last
 * reading, and how long one turn of it took on average (`event_loop_delay_ms`, Node 20.18 on): that long a callback that became ready
 * had to wait. No timer, no histogram: the loop counts by itself.
 */
export function createProcessState(): () => Record<string, unknown> {
  let before: Reading | undefined;
  return () => {
    const { heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
    const now = readNow();
    const load = loadOf(now, before);
    before = now;
    return {
      heap_used: heapUsed,
      heap_total: heapTotal,
      external_memory: external,
      array_buffers: arrayBuffers,
      active_resources: (process as { getActiveResourcesInfo?: () => string[] }).getActiveResourcesInfo?.().length,
      ...load,
    };
  };
}
