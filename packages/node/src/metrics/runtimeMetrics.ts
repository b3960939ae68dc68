import type { IntervalHistogram } from 'node:perf_hooks';

export type RuntimeMetric =
  | 'cpuUtilization'
  | 'cpuTime'
  | 'memRss'
  | 'memHeapUsed'
  | 'memHeapTotal'
  | 'memExternal'
  | 'eventLoopDelayMin'
  | 'eventLoopDelayMax'
  | 'eventLoopDelayMean'
  | 'eventLoopDelayP50'
  | 'eventLoopDelayP90'
  | 'eventLoopDelayP99'
  | 'eventLoopUtilization'
  | 'uptime';

interface Reading {
  /** Milliseconds. */
  at: number;
  cpu: NodeJS.CpuUsage;
  memory: NodeJS.MemoryUsage;
  loop: ReturnType<typeof performance.eventLoopUtilization>;
}
export interface Interval {
  now: Reading;
  before: Reading;
  /** In seconds; undefined where the runtime does not measure it. */
  delayOf(pick: (delays: IntervalHistogram) => number): number | undefined;
}
type Row = [
  key: RuntimeMetric,
  name: string,
  kind: 'gauge' | 'count',
  unit: string | undefined,
  value: (interval: Interval) => number | undefined,
];

export function readRuntime(): Reading {
  return { at: performance.now(), cpu: process.cpuUsage(), memory: process.memoryUsage(), loop: performance.eventLoopUtilization() };
}

const cpuOf = ({ now, before }: Interval, part: 'user' | 'system') => (now.cpu[part] - before.cpu[part]) / 1e6;
const secondsOf = ({ now, before }: Interval) => (now.at - before.at) / 1000;

/** Each by the key of its option, its name on the server, and how it is found. Names and units are Sentry's. */
export const runtimeMetrics: readonly Row[] = [
  ['cpuTime', 'cpu.user', 'gauge', 'second', interval => cpuOf(interval, 'user')],
  ['cpuTime', 'cpu.system', 'gauge', 'second', interval => cpuOf(interval, 'system')],
  ['cpuUtilization', 'cpu.utilization', 'gauge', undefined, each => (cpuOf(each, 'user') + cpuOf(each, 'system')) / secondsOf(each)],
  ['memRss', 'mem.rss', 'gauge', 'byte', ({ now }) => now.memory.rss],
  ['memHeapUsed', 'mem.heap_used', 'gauge', 'byte', ({ now }) => now.memory.heapUsed],
  ['memHeapTotal', 'mem.heap_total', 'gauge', 'byte', ({ now }) => now.memory.heapTotal],
  ['memExternal', 'mem.external', 'gauge', 'byte', ({ now }) => now.memory.external],
  ['memExternal', 'mem.array_buffers', 'gauge', 'byte', ({ now }) => now.memory.arrayBuffers],
  ['eventLoopDelayMin', 'event_loop.delay.min', 'gauge', 'second', ({ delayOf }) => delayOf(({ min }) => min)],
  ['eventLoopDelayMax', 'event_loop.delay.max', 'gauge', 'second', ({ delayOf }) => delayOf(({ max }) => max)],
  ['eventLoopDelayMean', 'event_loop.delay.mean', 'gauge', 'second', ({ delayOf }) => delayOf(({ mean }) => mean)],
  ['eventLoopDelayP50', 'event_loop.delay.p50', 'gauge', 'second', ({ delayOf }) => delayOf(delays => delays.percentile(50))],
  ['eventLoopDelayP90', 'event_loop.delay.p90', 'gauge', 'second', ({ delayOf }) => delayOf(delays => delays.percentile(90))],
  ['eventLoopDelayP99', 'event_loop.delay.p99', 'gauge', 'second', ({ delayOf }) => delayOf(delays => delays.percentile(99))],
  [
    'eventLoopUtilization',
    'event_loop.utilization',
    'gauge',
    undefined,
    ({ now, before }) => performance.eventLoopUtilization(now.loop, before.loop).utilization,
  ],
  ['uptime', 'process.uptime', 'count', 'second', secondsOf],
];

export const collectedByDefault: Partial<Record<RuntimeMetric, boolean>> = {
  cpuUtilization: true,
  memRss: true,
  memHeapUsed: true,
  memHeapTotal: true,
  eventLoopDelayP50: true,
  eventLoopDelayP99: true,
  eventLoopUtilization: true,
  uptime: true,
};
