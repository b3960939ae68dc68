import { type Client, getCurrentHub, type Hub, type InstrumentFetchOptions } from '@vigil/core';
import { isOwnRequest } from './isOwnRequest';

/** What is done about a request. */
export type RequestPart = 'breadcrumbs' | 'tracePropagation';

/** A request in the making: the ears of its owner say what is done about it. */
export interface PageRequest extends InstrumentFetchOptions {
  /** Of its owner. Undefined: nothing is done. */
  hub: Hub | undefined;
  breadcrumbs: boolean;
  tracePropagation: boolean;
}

export function newRequest(): PageRequest {
  return { hub: undefined, breadcrumbs: false, tracePropagation: false, ignoreOutgoingRequests: isOwnRequest };
}

export function heedRequest(part: RequestPart): (request: PageRequest, owner: Client) => void {
  return (request, owner) => {
    request.hub = owner.run(getCurrentHub);
    request[part] = true;
  };
}
