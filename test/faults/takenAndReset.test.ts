import { createClient, makeFetchTransport, makeNodeTransport } from '@vigil/node';
import { expect, it } from 'vitest';
import { inTurn, status, takeAndReset, truncate } from './answers';
import { startFaultServer } from './startFaultServer';

const transports = { 'node:http': makeNodeTransport, fetch: makeFetchTransport };

it.each(Object.entries(transports))(
  'over %s, what a server took before it reset the connection is sent again under the same id',
  async (_name, transport) => {
    const server = await startFaultServer({ answer: inTurn(takeAndReset, status(200)) });
    const client = createClient({ dsn: server.dsn, transport, spool: false, retry: { baseMs: 1 } });
    const id = client.captureException(new Error('taken, and nobody knows'));
    expect(await client.flush()).toBe(true);
    // nobody can know that the first was taken: the id is what tells a server that it has it already
    expect([...server.accepted]).toEqual([[id, 2]]);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 2 });
    await client.close();
    server.close();
  },
);

it.each(Object.entries(transports))('over %s, a 200 whose body breaks off is the end of it', async (_name, transport) => {
  const server = await startFaultServer({ answer: truncate });
  const client = createClient({ dsn: server.dsn, transport, spool: false, retry: { baseMs: 1 } });
  const id = client.captureException(new Error('taken'));
  expect(await client.flush()).toBe(true);
  expect([...server.accepted]).toEqual([[id, 1]]);
  expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 1 });
  await client.close();
  server.close();
});
