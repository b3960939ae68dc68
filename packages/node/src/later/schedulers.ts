import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Check-ins of schedulers: typed, without effect yet. `cron` isolates their jobs.

export function cronJobIntegration(options?: LaterOptions): Integration {
  return laterIntegration('cronJobIntegration', options);
}
export function nodeCronIntegration(options?: LaterOptions): Integration {
  return laterIntegration('nodeCronIntegration', options);
}
export function nodeScheduleIntegration(options?: LaterOptions): Integration {
  return laterIntegration('nodeScheduleIntegration', options);
}
