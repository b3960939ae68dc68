import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// What a process knows of itself: typed, without effect yet.

export function localVariablesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('localVariablesIntegration', options, 'LocalVariablesAsync');
}
export function spotlightIntegration(options?: LaterOptions): Integration {
  return laterIntegration('spotlightIntegration', options);
}
