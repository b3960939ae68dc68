import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import { type IncomingTrace, newPropagation, type PropagationContext } from '../trace/propagation';

/** A trace that is read, or made, when somebody first asks for its ids: most requests never do. Shared by forked scopes. */
export interface TraceCell {
  /** The headers a trace may be continued from, where the platform can read them. */
  incoming?: IncomingTrace | undefined;
  propagation?: PropagationContext | undefined;
  /** No headers are written for requests made under it. */
  suppressed?: boolean | undefined;
}

export function readTrace(cell: TraceCell, client: Client | undefined): PropagationContext {
  const identity = client?.identity;
  const active = identity?.active && safely(identity.active);
  if (active) return active;
  cell.propagation ??= (cell.incoming && identity?.resume?.(cell.incoming, identity, identity.ids)) ?? newPropagation(identity?.ids);
  return cell.propagation;
}
