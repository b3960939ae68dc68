import { createTestkit } from '@vigil/testkit';
import { describe, expect, it, vi } from 'vitest';
import {
  type Client,
  close,
  createClient,
  getDefaultIntegrationsWithoutPerformance,
  init,
  initWithoutDefaultIntegrations,
  type NodeOptions,
  setCurrentClient,
} from './index';

describe.each<[string, (options: NodeOptions) => Client]>([
  ['init', init],
  ['createClient', createClient],
])('%s', (_name, start) => {
  it('goes by fingerprintRules and groupingDiscriminator', async () => {
    const kit = createTestkit();
    const fingerprintRules = [{ when: { type: 'RangeError' }, fingerprint: ['{{ default }}', '{{ message }}'] }];
    const client = start({ ...kit.options, fingerprintRules, groupingDiscriminator: 'eu' });
    await client.outcome(client.captureException(new RangeError('too far')));
    expect(kit.events()[0]?.fingerprint).toEqual(['{{ default }}', 'too far', 'eu']);
    await close();
  });

  it('checks its options and says what is wrong in whole sentences', async () => {
    const said: string[] = [];
    const logger = { warn: (text: unknown) => void said.push(String(text)) };
    start({ ...createTestkit().options, logger, scrub: false, retry: { maxAttempts: -1 } });
    expect(said).toEqual([
      '[vigil] V007 retry.maxAttempts cannot be -1: it takes a number that is not negative; the default is used',
      '[vigil] V010 scrub: false sends everything as it is, secrets and personal data included',
    ]);
    await close();
  });
});

describe.each<[string, (options: NodeOptions) => Client]>([
  ['init', init],
  ['createClient', createClient],
  ['initWithoutDefaultIntegrations', initWithoutDefaultIntegrations],
])('%s', (_name, start) => {
  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'https://key@host.example/1'],
    ['a Proxy that throws', new Proxy({}, { ownKeys: () => expect.unreachable() })],
    ['a getter that throws', Object.defineProperty({}, 'dsn', { enumerable: true, get: () => expect.unreachable() })],
  ])('given %s says so, and is a client that is off', async (_what, options) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    // what there is would be told
    setCurrentClient(undefined);
    const client = start(options as NodeOptions);
    expect(client.isEnabled()).toBe(false);
    expect(warn.mock.calls.flat()).toEqual(['[vigil] V007 options cannot be read; the default is used']);
    warn.mockRestore();
    await close();
  });
});

describe('initWithoutDefaultIntegrations', () => {
  it('installs what is given, beside what options need', async () => {
    const kit = createTestkit();
    const mine = { name: 'Mine' };
    const client = initWithoutDefaultIntegrations({ ...kit.options, integrations: [mine] });
    expect(client.getIntegrationByName('Mine')).toBe(mine);
    for (const { name } of getDefaultIntegrationsWithoutPerformance()) expect(client.getIntegrationByName(name)).toBeUndefined();
    await close();
  });
});

it('options and parts of options without effect yet are told, each once, with debug', async () => {
  const lines: string[] = [];
  const client = init({
    ...createTestkit().options,
    defaultIntegrations: false,
    debug: true,
    logger: { debug: line => void lines.push(String(line)) },
    traceLifecycle: 'static',
    dataCollection: { queues: true, userInfo: true },
  });
  await client.close();
  expect(lines.filter(line => line.endsWith('has no effect yet'))).toEqual([
    '[vigil] traceLifecycle has no effect yet',
    '[vigil] dataCollection.queues has no effect yet',
  ]);
});
