import { safely } from '../base/safely';
import { collectorOf, type Kind } from '../client/collectorOf';
import type { Metric } from '../client/sentryItems';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import { optionsFrom, refuse } from '../scope/refuse';
import type { Scope } from '../scope/scope';

export interface MetricOptions {
  /** `millisecond`, `byte`, `ratio`... or any word. Of gauges and distributions. */
  unit?: string | undefined;
  attributes?: Record<string, unknown> | undefined;
  /** In place of the current scope. */
  scope?: Scope | undefined;
}

const TYPES: ReadonlyArray<Metric['type']> = ['counter', 'gauge', 'distribution'];

const KIND: Kind<Metric> = {
  type: 'trace_metric',
  backends: ['sentry'],
  hook: 'beforeSendMetric',
  before: 'processMetric',
  after: 'afterCaptureMetric',
  flush: 'flushMetrics',
  refused: (_metric, { options }) => (options.enableMetrics === false ? ['disabled'] : undefined),
  texts: ({ name, unit }) => ({ message: `${name}`, ...(typeof unit === 'string' && { logger: unit }) }),
  fields({ type, value }, { message: name, logger: unit }) {
    // one that a server cannot take would cost the whole batch
    if (!name || !TYPES.includes(type) || !Number.isFinite(value)) throw new TypeError('no metric');
    return { name, type, value, unit };
  },
};

function measure(type: Metric['type'], name: string, value: number, options?: MetricOptions): void {
  const { scope, unit, attributes } = optionsFrom('metrics', options);
  const client = safely(() => scope?.getClient()) ?? getCurrentHub().getClient();
  if (!client) return;
  if (typeof name !== 'string' || !name || !Number.isFinite(value)) {
    refuse('metrics', client, 'a name and a finite number');
    return;
  }
  const metric: Metric = { name, type, value };
  if (unit !== undefined) metric.unit = unit;
  const own = copyOf(attributes);
  if (own) metric.attributes = own;
  // a client may be one of somebody's tests
  safely(() => collectorOf(client, KIND)(metric, scope));
}

/**
 * Numbers over time (protocol 19), each with the trace it belongs to. Sent with others within 5 s, at `flush()`, `close()` and the end of the
 * process; nothing is summed up before. Without a client they do nothing. None throws.
 */
export const metrics = {
  /** That something happened, `value` times. */
  count: (name: string, value = 1, options?: MetricOptions): void => measure('counter', name, value, options),
  /** How much of something there is now. */
  gauge: (name: string, value: number, options?: MetricOptions): void => measure('gauge', name, value, options),
  /** One of many measurements, of which a server tells percentiles. */
  distribution: (name: string, value: number, options?: MetricOptions): void => measure('distribution', name, value, options),
};
