import { carrier } from '../base/carrier';
import type { Scope } from './scope';
import type { State } from './scopeData';

/** What the process as a whole gives to this isolation scope: in a request or job nobody's user and nobody's breadcrumbs. */
export function globalLayer(isolation: Scope): State {
  const global = carrier().global?.read() ?? {};
  return isolation.owner ? { ...global, user: undefined, trail: undefined } : global;
}
