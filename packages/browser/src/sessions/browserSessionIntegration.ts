import { type Integration, sessionsOff } from '@vigil/core';
import { startPageSessions } from './startPageSessions';

export interface BrowserSessionOptions {
  /** `page`: one session for each load of the page; `route`: a new one with each navigation within it, too. Default `page`. */
  lifecycle?: 'page' | 'route' | undefined;
}

/**
 * `BrowserSession`: release health (protocol 12.3). A session begins with the page, is told when the page is idle or hidden, with its first
 * error and with the end of it, and is the user's who is set meanwhile. Default on; without a release it is off, and in workers.
 */
export function browserSessionIntegration(options?: BrowserSessionOptions): Integration {
  const { lifecycle = 'page' } = options ?? {};
  return {
    name: 'BrowserSession',
    setup(client) {
      const off = sessionsOff(client);
      if (off) client.debug(`sessions are off by ${off}`);
      return off || !globalThis.document ? undefined : startPageSessions(client, lifecycle === 'route');
    },
  };
}
