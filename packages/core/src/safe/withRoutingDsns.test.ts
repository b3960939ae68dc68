import { createTestkit } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { createClient, withRoutingDsns } from '../index';

const KEY = '0123456789abcdef'.repeat(2);

function extraOf(extra: Record<string, unknown>) {
  const kit = createTestkit();
  const client = createClient(kit.options);
  client.extend(withRoutingDsns);
  client.captureMessage('x', 'info', { captureContext: { extra } });
  return client.flush().then(() => kit.events()[0]?.extra);
}

it.each([`https://${KEY}@o1.ingest.us.sentry.io/42`, `http://${KEY}@relay.internal:3000/7`, `https://${KEY}@example.org/a/b/7`])(
  'a text that is a DSN stays: %s',
  async dsn => {
    expect(await extraOf({ routes: [{ dsn }] })).toEqual({ routes: [{ dsn }] });
  },
);

it.each([
  `https://${KEY}:secret@host.example/42`,
  'https://user:password@host.example/42',
  'https://token@host.example/42',
  `https://${KEY}@host.example/private`,
  `see https://${KEY}@host.example/42`,
  `https://${KEY}@host.example/42?token=secret`,
])('any other user-info goes: %s', async text => {
  expect(JSON.stringify(await extraOf({ text }))).toContain('//[Filtered]@host.example');
});

it('a client without a scrubber needs none of it', () => {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, scrub: false, logger: false });
  expect(() => client.extend(withRoutingDsns)).not.toThrow();
});
