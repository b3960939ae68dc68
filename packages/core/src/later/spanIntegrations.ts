import type { Integration } from '../client/integration';
import { asItIs } from './asItIs';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// What only spans need, on every platform: typed, without effect yet.

export function spanStreamingIntegration(options?: LaterOptions): Integration {
  return laterIntegration('spanStreamingIntegration', options);
}
export function supabaseIntegration(options?: LaterOptions): Integration {
  return laterIntegration('supabaseIntegration', options);
}
export function prismaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('prismaIntegration', options);
}
/** Hands back the function as it is. */
export function instrumentPostgresJsSql<T>(sql: T, options?: LaterOptions): T {
  return asItIs('instrumentPostgresJsSql', sql, options);
}
