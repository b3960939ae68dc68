import {
  addDebugIds,
  type Client,
  createClient,
  createStackParser,
  SDK_VERSION,
  serializeEnvelope,
  type VigilOptions,
  v8StackLineParser,
} from '@vigil/core';
import { createTestkit, type Testkit } from '@vigil/testkit';

/** A client whose every byte is the same on each run, and the envelopes it sent. */
export interface WireKit {
  client: Client;
  clock: Testkit['clock'];
  /** How the next requests are answered; 200 when there is none left. */
  answers: Array<{ statusCode: number; headers?: Record<string, string | null> }>;
  sent(): Uint8Array[];
}

const readStack = createStackParser(v8StackLineParser);

/** Stacks of this machine differ from run to run: one that is not of the fixed folder becomes two fixed frames. */
function fixedStack(stack: string, skip?: number): ReturnType<typeof readStack> {
  if (stack.includes('/srv/shop/')) return readStack(stack, skip);
  return [
    { filename: '/srv/shop/server.js', function: 'handle', lineno: 3, colno: 7, in_app: true },
    { filename: '/srv/shop/pay.js', function: 'pay', lineno: 10, colno: 5, in_app: true },
  ];
}

export function createWireKit(options: VigilOptions = {}): WireKit {
  const kit = createTestkit();
  const sent: Uint8Array[] = [];
  const answers: WireKit['answers'] = [];
  const transport: VigilOptions['transport'] = () => ({
    async send(envelope) {
      const body = serializeEnvelope(envelope);
      sent.push(Buffer.from(body));
      return answers.shift() ?? { statusCode: 200 };
    },
    flush: async () => true,
  });
  const client = createClient(
    { ...kit.options, dsn: 'https://key@o42.ingest.vigil.invalid/7', transport, release: 'shop@1.4.0', ...options },
    {
      sdkName: 'vigil.javascript.core',
      name: 'javascript',
      stackParser: fixedStack,
      transport,
      enrich: addDebugIds(fixedStack),
      defaultIntegrations: () => [],
      server: true,
    },
  );
  return { client, clock: kit.clock, answers, sent: () => sent };
}

/** An error as it would be thrown in the shop, wherever this runs. */
export function errorAt<E extends Error>(error: E, ...places: string[]): E {
  error.stack = [`${error.name}: ${error.message}`, ...places.map(place => `    at ${place}`)].join('\n');
  return error;
}

/** A release changes its number in every envelope: the files hold a word in its place. */
export function withoutVersion(body: Uint8Array): Buffer {
  const text = Buffer.from(body)
    .toString('latin1')
    .replaceAll(`"version":"${SDK_VERSION}"`, '"version":"SDK_VERSION"')
    .replaceAll(`"sentry.sdk.version":{"value":"${SDK_VERSION}"`, '"sentry.sdk.version":{"value":"SDK_VERSION"');
  return Buffer.from(text, 'latin1');
}
