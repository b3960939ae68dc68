import { checkOptionsOf, refuse } from '../scope/refuse';
import type { Scope } from '../scope/scope';
import { notBuiltYet } from './notBuiltYet';

export interface MetricOptions {
  unit?: string | undefined;
  attributes?: Record<string, unknown> | undefined;
  scope?: Scope | undefined;
}

function measure(name: string, value: number, options?: MetricOptions): void {
  notBuiltYet('metrics');
  if (typeof name !== 'string' || !Number.isFinite(value)) refuse('metrics');
  checkOptionsOf('metrics', options);
}

/** Numbers over time. Nothing is sent yet. */
export const metrics = {
  count: (name: string, value = 1, options?: MetricOptions): void => measure(name, value, options),
  gauge: (name: string, value: number, options?: MetricOptions): void => measure(name, value, options),
  distribution: (name: string, value: number, options?: MetricOptions): void => measure(name, value, options),
};
