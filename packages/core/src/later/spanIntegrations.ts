import type { Integration } from '../client/integration';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// What only spans need, on every platform: typed, without effect yet.

export function spanStreamingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('spanStreamingIntegration', options);
}
export function supabaseIntegration(options?: LaterOptions): Integration {
  return laterIntegration('supabaseIntegration', options);
}
