import { type Ingest, startIngest } from '@vigil/testkit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { start, stopAll } from './fixtures/live';

let sidecar: Ingest;
beforeEach(async () => {
  sidecar = await startIngest();
});
afterEach(async () => {
  await stopAll();
  vi.unstubAllEnvs();
  await sidecar.close();
});

it('the sidecar gets each event too, by a request that leaves no breadcrumb and carries no trace', async () => {
  const { client, events } = start({ spotlight: `${sidecar.url}/stream` });
  for (const text of ['first', 'second']) {
    client.captureMessage(text);
    await client.flush();
  }
  expect(sidecar.events()).toEqual(events());
  expect(sidecar.events().at(-1)?.breadcrumbs ?? []).toEqual([]);
  expect(sidecar.requests.some(({ headers }) => 'sentry-trace' in headers)).toBe(false);
});

it('without a DSN it is where everything goes; SENTRY_SPOTLIGHT says so too, and the option wins', async () => {
  vi.stubEnv('SENTRY_DSN', '');
  vi.stubEnv('SENTRY_SPOTLIGHT', `${sidecar.url}/stream`);
  const { client } = start({ dsn: undefined, transport: undefined });
  const id = client.captureMessage('local');
  expect(await client.outcome(id)).toMatchObject({ status: 'sent', httpStatus: 200 });
  expect(sidecar.events().map(({ message, breadcrumbs }) => [message, breadcrumbs])).toEqual([['local', undefined]]);
  expect(start({ dsn: undefined, spotlight: false }).client.isEnabled()).toBe(false);
});
