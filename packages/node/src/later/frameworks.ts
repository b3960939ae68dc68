import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Frameworks: typed, without effect yet.

export function expressIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Express', 'expressIntegration', options);
}
export function fastifyIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Fastify', 'fastifyIntegration', options);
}
export function hapiIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Hapi', 'hapiIntegration', options);
}
export function honoIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Hono', 'honoIntegration', options);
}
export function koaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Koa', 'koaIntegration', options);
}
