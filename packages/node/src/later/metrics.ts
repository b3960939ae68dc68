import type { Scope } from '@vigil/core';
import { notBuiltYet, refuse } from './notBuiltYet';

export interface MetricOptions {
  unit?: string;
  attributes?: Record<string, unknown>;
  scope?: Scope;
}

function measure(name: string, value: number): void {
  notBuiltYet('metrics');
  if (typeof name !== 'string' || !Number.isFinite(value)) refuse('metrics');
}

/** Numbers over time. Nothing is sent yet. */
export const metrics = {
  count: (name: string, value = 1, _options?: MetricOptions): void => measure(name, value),
  gauge: (name: string, value: number, _options?: MetricOptions): void => measure(name, value),
  distribution: (name: string, value: number, _options?: MetricOptions): void => measure(name, value),
};
