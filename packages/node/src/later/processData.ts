import { callbackOf, type Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';
import { notBuiltYet } from './notBuiltYet';

// What a process knows of itself: typed, without effect yet.

/** What bundler plugins say of modules. */
export function moduleMetadataIntegration(): Integration {
  return laterIntegration('moduleMetadataIntegration');
}
export function localVariablesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('localVariablesIntegration', options, 'LocalVariablesAsync');
}
/** Nothing watches the event loop yet. */
export function anrIntegration(options?: LaterOptions): Integration & { startWorker(): void; stopWorker(): void } {
  return { ...laterIntegration('anrIntegration', options), startWorker() {}, stopWorker() {} };
}
/** Nothing is profiled yet. */
export const profiler = {
  startProfiler(): void {
    notBuiltYet('profiler');
  },
  stopProfiler(): void {
    notBuiltYet('profiler');
  },
};
/** Runs `callback`: nothing watches the event loop. */
export function disableAnrDetectionForCallback<T>(callback: () => T): T {
  notBuiltYet('disableAnrDetectionForCallback');
  return callbackOf('disableAnrDetectionForCallback', callback)();
}
