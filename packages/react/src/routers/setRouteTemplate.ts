import { getIsolationScope } from '@vigil/browser';

/**
 * Names what is shown now: `/orders/:id`, never `/orders/1001`. Events carry it as their `transaction` until the next call; undefined: none.
 * What the routers' adapters do, for a router that has none.
 */
export function setRouteTemplate(template: string | undefined): void {
  getIsolationScope().setTransactionName(typeof template === 'string' ? template : undefined);
}
