import type { Client, VigilOptions } from '@vigil/core';
import { createClient } from './init';

export interface BrowserClient extends Client {
  /** Nothing is left to do: a client is ready when it is made. For code that calls it. */
  init(): void;
}

/** `new BrowserClient(options)` is `createClient(options)`, for code that makes its clients with `new`. */
export const BrowserClient = function BrowserClient(options: VigilOptions): BrowserClient {
  return Object.assign(createClient(options), { init() {} });
} as unknown as new (
  options: VigilOptions,
) => BrowserClient;
