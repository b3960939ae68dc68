import type { Integration } from '@vigil/core';
import { notBuiltYet } from '../../later/notBuiltYet';

/** None: what v7 found here recorded spans alone. */
export function autoDiscoverNodePerformanceMonitoringIntegrations(): Integration[] {
  notBuiltYet('autoDiscoverNodePerformanceMonitoringIntegrations');
  return [];
}
