import { startIngest } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { addBreadcrumb, type Client, captureException, captureMessage, init, type VigilOptions } from './index';

type Ingest = Awaited<ReturnType<typeof startIngest>>;
const stops: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
async function ingest(plan: Parameters<typeof startIngest>[0] = {}): Promise<Ingest> {
  const started = await startIngest(plan);
  stops.push(started.close);
  return started;
}
function start(options: VigilOptions): Client {
  const client = init({ retry: { baseMs: 1, maxDelayMs: 1 }, logger: false, budget: false, ...options });
  stops.push(() => client.close());
  return client;
}

it.each([500, 'reset'] as const)(
  'fetch: the second DSN takes over when the first answers %s, and no request of ours is a breadcrumb',
  async answer => {
    const [first, second] = [await ingest({ plan: answer }), await ingest()];
    const client = start({ dsn: [first.dsn, second.dsn] });
    addBreadcrumb({ message: 'the only one' });
    expect(await client.outcome(captureMessage('one'))).toMatchObject({ status: 'sent', dsnIndex: 1 });
    expect(await client.outcome(captureException(new Error('two')))).toMatchObject({ status: 'sent', dsnIndex: 1 });
    const crumbs = second.events().flatMap(({ breadcrumbs }) => breadcrumbs?.map(({ message }) => message));
    expect(new Set(crumbs)).toEqual(new Set(['the only one']));
    // nor does one carry trace headers, as requests of the application do
    for (const { headers } of [...first.requests, ...second.requests]) expect(headers).not.toHaveProperty('sentry-trace');
  },
);

it('fetch: headers from a function are asked for before each request', async () => {
  const server = await ingest();
  let token = 0;
  const client = start({ dsn: server.dsn, transportOptions: { headers: async () => ({ authorization: `Bearer ${++token}` }) } });
  for (const text of ['one', 'two']) await client.outcome(captureMessage(text));
  expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual(['Bearer 1', 'Bearer 2']);
});
