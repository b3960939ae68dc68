import { type Integration, type LaterOptions, laterIntegration, notBuiltYet } from '@vigil/core';

// How a page performs and what it looks like: typed, without effect yet.

export function bfcacheMetricsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('bfcacheMetricsIntegration', options);
}
export function browserProfilingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('browserProfilingIntegration', options);
}
export function elementTimingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('elementTimingIntegration', options);
}
export function fetchStreamPerformanceIntegration(options?: LaterOptions): Integration {
  return laterIntegration('fetchStreamPerformanceIntegration', options);
}
/** Breadcrumbs of requests say their URL and status, not their operation. */
export function graphqlClientIntegration(options?: LaterOptions): Integration {
  return laterIntegration('graphqlClientIntegration', options, 'GraphQLClient');
}
export function interactionsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('interactionsIntegration', options);
}
export function replayCanvasIntegration(options?: LaterOptions): Integration {
  return laterIntegration('replayCanvasIntegration', options);
}
export function userTimingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('userTimingIntegration', options);
}
export function viewHierarchyIntegration(options?: LaterOptions): Integration {
  return laterIntegration('viewHierarchyIntegration', options);
}
export function webVitalsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('webVitalsIntegration', options);
}
/** Nothing is profiled yet. */
export const uiProfiler = {
  startProfiler(): void {
    notBuiltYet('uiProfiler');
  },
  stopProfiler(): void {
    notBuiltYet('uiProfiler');
  },
};
