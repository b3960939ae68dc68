import { getClient, peek, refuse } from '@vigil/core';

/** For adapters of Fastify: says why an app did not take what `name` adds: it has started, or is none. */
export function refusedApp(name: string): (error: unknown) => void {
  return error => {
    if (/ALREADY_(?:LISTENING|STARTED)$|BOOTED$/.test(String(peek(error, 'code')))) getClient()?.warn('V045', name);
    else refuse(name, undefined, `an app of Fastify (${peek(error, 'message')})`);
  };
}
