import { expect, it } from 'vitest';
import { createClient } from '../init';

it('a DSN that an event routes itself by is left alone, though Node redacts more', () => {
  const client = createClient({ dsn: 'http://key@127.0.0.1:9/1', spool: false });
  const dsn = 'https://0123456789abcdef0123456789abcdef@o1.ingest.example/5';
  expect(client.scrubRules?.cleanText(dsn)).toBe(dsn);
  expect(client.scrubRules?.isSecretKey('signing_key')).toBe(true);
});
