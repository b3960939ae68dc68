import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// What a process knows of itself: typed, without effect yet.

export function childProcessIntegration(options?: LaterOptions): Integration {
  return laterIntegration('childProcessIntegration', options);
}
export function localVariablesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('localVariablesIntegration', options, 'LocalVariablesAsync');
}
export function modulesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('modulesIntegration', options);
}
export function systemErrorIntegration(options?: LaterOptions): Integration {
  return laterIntegration('systemErrorIntegration', options, 'NodeSystemError');
}
export function processSessionIntegration(options?: LaterOptions): Integration {
  return laterIntegration('processSessionIntegration', options);
}
export function spotlightIntegration(options?: LaterOptions): Integration {
  return laterIntegration('spotlightIntegration', options);
}
export function workerThreadsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('workerThreadsIntegration', options);
}
export function zodErrorsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('zodErrorsIntegration', options);
}
