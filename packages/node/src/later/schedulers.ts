import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Would watch schedulers by themselves: typed, without effect yet. What is made through `cron` is watched.

export function cronJobIntegration(options?: LaterOptions): Integration {
  return laterIntegration('cronJobIntegration', options);
}
export function nodeCronIntegration(options?: LaterOptions): Integration {
  return laterIntegration('nodeCronIntegration', options);
}
export function nodeScheduleIntegration(options?: LaterOptions): Integration {
  return laterIntegration('nodeScheduleIntegration', options);
}
