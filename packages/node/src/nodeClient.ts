import type { Client } from '@vigil/core';
import { createClient, type NodeOptions } from './init';

export interface NodeClient extends Client {
  /** Nothing is left to do: a client is ready when it is made. For code that calls it. */
  init(): void;
}

/** `new NodeClient(options)` is `createClient(options)`, for code that makes its clients with `new`. */
export const NodeClient = function NodeClient(options: NodeOptions): NodeClient {
  return Object.assign(createClient(options), { init() {} });
} as unknown as new (
  options: NodeOptions,
) => NodeClient;
