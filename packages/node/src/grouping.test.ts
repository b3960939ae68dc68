import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { type Client, close, createClient, init, type NodeOptions } from './index';

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
});
