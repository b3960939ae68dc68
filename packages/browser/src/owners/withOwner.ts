import type { Extension } from '@vigil/core';
import { pageState } from './pageState';

/**
 * Makes a client known to the page: what happens there is offered to all that are (`owns`, `fallback`; api.md section 8). One that is
 * disabled is not: it would take errors from others.
 */
export function withOwner(isFallback: boolean): Extension {
  return ({ client, delivery, options }) => {
    if (!delivery) return;
    const { clients } = pageState();
    const owner = { client, frames: options.owns?.frames ?? [], isFallback: options.fallback ?? isFallback };
    clients.push(owner);
    client.onClose(() => void clients.splice(clients.indexOf(owner), 1));
  };
}
