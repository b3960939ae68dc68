import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import {
  type Client,
  close,
  createClient,
  getDefaultIntegrationsWithoutPerformance,
  init,
  initWithoutDefaultIntegrations,
  type NodeOptions,
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
    enableLogs: true,
    dataCollection: { queues: true, userInfo: true },
  });
  await client.close();
  expect(lines.filter(line => line.endsWith('has no effect yet'))).toEqual([
    '[vigil] enableLogs has no effect yet',
    '[vigil] dataCollection.queues has no effect yet',
  ]);
});
