import { getClient, safely } from '@vigil/core';
import type { FetchOptions } from '../fetchOptions';
import { init } from '../withStorage';

/** What a binding shows to requests and objects alone: options by what the worker is given. */
export type OptionsOf<Env> = (env: Env) => FetchOptions | undefined;

/** Starts the SDK unless it runs, with what the first to come is told. */
export function startOnce(read: () => FetchOptions | undefined): void {
  if (getClient()) return;
  const options = safely(read);
  if (options) safely(() => init(options));
}
