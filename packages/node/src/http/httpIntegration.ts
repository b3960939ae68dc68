import { type Integration, safely, stopAll } from '@vigil/core';
import { startAsyncContext } from './asyncContext';
import { startHttp2Outgoing } from './http2Outgoing';
import { currentOptions, type HttpOptions, incomingSettings } from './httpOptions';
import { startIncoming } from './incoming';
import { canWriteHeaders, startOutgoing } from './outgoing';
import { requestCounts } from './requestCounts';

export type { HttpOptions } from './httpOptions';

/**
 * `Http`: a context of its own for every incoming request, and breadcrumbs and trace headers for outgoing ones, HTTP/2 included. Default on.
 * Patches `emit` of servers and messages, the header writer of client requests and `request` of HTTP/2 sessions; `close()` undoes it.
 */
export function httpIntegration(given?: HttpOptions): Integration {
  return {
    name: 'Http',
    setup(client) {
      // options that cannot be read are none: whatever they are, each request gets a context of its own
      const options = safely(() => currentOptions(given ?? {}, client)) ?? {};
      if (!canWriteHeaders()) client.debug('http: this runtime writes request headers in another way; outgoing requests carry no trace');
      const stops = [
        startAsyncContext(),
        startIncoming({ ...incomingSettings(options, client), counts: requestCounts(options, client) }),
        startOutgoing(options),
        startHttp2Outgoing(options),
      ];
      return stopAll(stops);
    },
  };
}
