import { type Client, checkOptionsOf, type Integration, isObject, metrics, refuse, safely, startTimer } from '@vigil/core';
import { builtin } from '../env/builtin';
import { collectedByDefault, type Interval, type RuntimeMetric, readRuntime, runtimeMetrics } from './runtimeMetrics';

export interface NodeRuntimeMetricsOptions {
  /** What is told, by its name. Default: `cpuUtilization`, `memRss`, `memHeapUsed`, `memHeapTotal`, `eventLoopDelayP50`, `eventLoopDelayP99`, `eventLoopUtilization` and `uptime`. */
  collect?: Partial<Record<RuntimeMetric, boolean | undefined>> | undefined;
  /** Default 30,000, at least 1,000. */
  collectionIntervalMs?: number | undefined;
}

const NAME = 'nodeRuntimeMetricsIntegration';
const EVERY_MS = 30_000;
const LEAST_MS = 1000;
const RESOLUTION_MS = 10;

function intervalOf(client: Client, given: unknown = EVERY_MS): number {
  const isNumber = typeof given === 'number' && Number.isFinite(given);
  if (isNumber && given >= LEAST_MS) return given;
  refuse(NAME, client, `a collectionIntervalMs of at least ${LEAST_MS}`);
  return isNumber ? LEAST_MS : EVERY_MS;
}

/**
 * `NodeRuntimeMetrics`: memory, processor and event loop of this process as gauges (`node.runtime.*`), every 30 s, and the time it ran as a
 * counter. Off by default: each reading is eight metrics. Keeps no process alive.
 */
export function nodeRuntimeMetricsIntegration(options?: NodeRuntimeMetricsOptions): Integration {
  return {
    name: 'NodeRuntimeMetrics',
    setup(client) {
      const { collect, collectionIntervalMs } = checkOptionsOf(NAME, options, client);
      const chosen = { ...collectedByDefault, ...(isObject(collect) ? collect : {}) };
      const told = runtimeMetrics.filter(([key]) => chosen[key]);
      const everyMs = intervalOf(client, collectionIntervalMs);
      const { timer = startTimer } = client.getOptions().deps ?? {};
      const needsDelay = told.some(([key]) => key.startsWith('eventLoopDelay'));
      // not every runtime has it
      const delays = needsDelay ? safely(() => builtin('node:perf_hooks').monitorEventLoopDelay({ resolution: RESOLUTION_MS })) : undefined;
      delays?.enable();
      const delayOf: Interval['delayOf'] = pick => delays && Math.max(0, pick(delays) / 1e9 - RESOLUTION_MS / 1e3);
      let before = readRuntime();
      let stop: (() => void) | undefined;

      const read = (): void => {
        stop = timer(read, everyMs);
        const now = readRuntime();
        client.run(() => {
          for (const [, name, kind, unit, measure] of told) {
            const value = safely(() => measure({ now, before, delayOf }));
            // what nothing was measured of is no number
            if (!Number.isFinite(value)) continue;
            metrics[kind](`node.runtime.${name}`, value as number, { unit, attributes: { 'sentry.origin': 'auto.node.runtime_metrics' } });
          }
        });
        delays?.reset();
        before = now;
      };
      stop = timer(read, everyMs);
      return () => {
        stop?.();
        delays?.disable();
      };
    },
  };
}
