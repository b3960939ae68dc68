// The entry of core under the `development` export condition: with warning texts and option checks, which production leaves out.

import type { Client } from './client/clientTypes';
import type { VigilOptions } from './client/options';
import type { Platform } from './client/platform';
import { withExplain } from './client/withExplain';
import { createClient as createQuietClient, init as initQuietly } from './createClient';
import { explainWarnings } from './warnings';

export * from './index';

function explaining(client: Client): Client {
  client.extend(withExplain);
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
