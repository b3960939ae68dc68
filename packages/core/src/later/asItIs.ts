import { checkOptionsOf } from '../scope/refuse';
import type { LaterOptions } from './laterIntegration';
import { notBuiltYet } from './notBuiltYet';

/** What a wrapper without effect yet hands back: what it was given. */
export function asItIs<T>(name: string, given: T, options?: LaterOptions): T {
  notBuiltYet(name);
  checkOptionsOf(name, options);
  return given;
}
