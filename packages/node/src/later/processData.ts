import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// What a process knows of itself: typed, without effect yet.

export function localVariablesIntegration(options?: LaterOptions): Integration {
  return laterIntegration('localVariablesIntegration', options, 'LocalVariablesAsync');
}
