import {
  type Client,
  type Extension,
  envelopeUrl,
  type Platform,
  withBugsink,
  withDebug,
  withExplain,
  withRedaction,
  withRoutes,
  withRoutingDsns,
  withSpotlight,
} from '@vigil/core';
import { browserPlatform } from './browserPlatform';
import { makeFullTransport } from './transport/makeFullTransport';
import { type Detour, withPageEnd } from './transport/withPageEnd';

/** By the DSN that answers, where the first does not. */
function detourOf(client: Client): Detour | undefined {
  if (!Array.isArray(client.getOptions().dsn)) return undefined;
  const route = client.routes?.()[0];
  const { name, version } = client.sdk;
  return route && { url: envelopeUrl(route.dsn, `${name}/${version}`, client.getOptions().tunnel), address: route.address };
}

// A browser has no synchronous HMAC: a salt in a page would be no secret either.
const noHash = { salt: () => undefined, crypto: () => undefined };

/** Everything that options can ask for. */
export function fullPlatform(isFallback: boolean, more: Extension[] = []): Platform {
  const platform = browserPlatform(isFallback, [
    withPageEnd(detourOf),
    withRoutes,
    withRoutingDsns,
    withRedaction(noHash),
    withBugsink,
    withSpotlight,
    withDebug,
    withExplain,
    ...more,
  ]);
  return { ...platform, transport: platform.transport && makeFullTransport };
}
