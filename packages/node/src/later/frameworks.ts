import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Frameworks: typed, without effect yet.

export function expressIntegration(options?: LaterOptions): Integration {
  return laterIntegration('expressIntegration', options);
}
export function fastifyIntegration(options?: LaterOptions): Integration {
  return laterIntegration('fastifyIntegration', options);
}
export function hapiIntegration(options?: LaterOptions): Integration {
  return laterIntegration('hapiIntegration', options);
}
export function honoIntegration(options?: LaterOptions): Integration {
  return laterIntegration('honoIntegration', options);
}
export function koaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('koaIntegration', options);
}
export function nitroIntegration(options?: LaterOptions): Integration {
  return laterIntegration('nitroIntegration', options);
}
