import type { VigilOptions } from './options';

/** Whether this environment is none of `enabledEnvironments`. */
export function isElsewhere({ enabledEnvironments, environment }: VigilOptions): boolean {
  return Array.isArray(enabledEnvironments) && !enabledEnvironments.includes(environment!);
}
