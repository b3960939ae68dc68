// The entry of core under the `development` export condition: with warning texts and option checks, which production leaves out.

import {
  type Client,
  createClient as createQuietClient,
  explainWarnings,
  init as initQuietly,
  type Platform,
  type VigilOptions,
  withArgumentChecks,
  withExplain,
} from './index';

export * from './index';

function explaining(client: Client): Client {
  client.extend(withExplain);
  client.extend(withArgumentChecks);
  return client;
}

export function createClient(options: VigilOptions, platform?: Platform): Client {
  explainWarnings();
  return explaining(createQuietClient(options, platform));
}

export function init(options?: VigilOptions, platform?: Platform): Client {
  explainWarnings();
  return explaining(initQuietly(options, platform));
}
