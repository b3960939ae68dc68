import { createHmac } from 'node:crypto';
import { startIngest } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { runProgram } from '../scenarios/startProgram';

const hashed = (text: string) => createHmac('sha256', 'pepper').update(text).digest('hex').slice(0, 16);

it('P20: identifiers are hashed alike in every process, and what a path names is filtered', async () => {
  const ingest = await startIngest();
  const app = new URL('./apps/privacy.mjs', import.meta.url);
  for (let n = 0; n < 2; n++) await runProgram(app, { dsn: ingest.dsn, env: { VIGIL_HASH_SALT: 'pepper' } });
  expect(ingest.events()).toHaveLength(2);
  for (const event of ingest.events())
    expect(event).toMatchObject({
      user: { id: hashed('u-1'), email: hashed('ann@example.com') },
      request: { data: { card: { holder: '[Filtered]', last: '[Filtered]' }, total: 5 } },
    });
  expect(JSON.stringify(ingest.envelopes)).not.toMatch(/u-1|ann@|"Ann"/);
  await ingest.close();
});
