import { type CheckInClient, type Client, getClient as coreGetClient, type SentryClient } from '@vigil/core';
import { createClient, type NodeOptions } from './init';

export interface NodeClient extends SentryClient, CheckInClient {}

/** The client of now. */
export const getClient = coreGetClient as <C extends Client = NodeClient>() => C | undefined;

/** `new NodeClient(options)` is `createClient(options)`, for code that makes its clients with `new`. */
export const NodeClient = function NodeClient(options: NodeOptions): NodeClient {
  return createClient(options);
} as unknown as new (
  options: NodeOptions,
) => NodeClient;
