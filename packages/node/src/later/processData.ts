import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// What a process knows of itself: typed, without effect yet.

export function childProcessIntegration(options?: LaterOptions): Integration {
  return laterIntegration('ChildProcess', 'childProcessIntegration', options);
}
export function localVariablesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('LocalVariablesAsync', 'localVariablesIntegration', options);
}
export function modulesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Modules', 'modulesIntegration', options);
}
export function systemErrorIntegration(options?: LaterOptions): Integration {
  return laterIntegration('NodeSystemError', 'systemErrorIntegration', options);
}
export function processSessionIntegration(options?: LaterOptions): Integration {
  return laterIntegration('ProcessSession', 'processSessionIntegration', options);
}
export function spotlightIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Spotlight', 'spotlightIntegration', options);
}
export function workerThreadsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('WorkerThreads', 'workerThreadsIntegration', options);
}
export function zodErrorsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('ZodErrors', 'zodErrorsIntegration', options);
}
