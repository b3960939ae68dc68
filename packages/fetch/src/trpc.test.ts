import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterEach, expect, it } from 'vitest';
import * as WithStorage from './als';
import { eventsOf, start, stopAll } from './fixtures/live';
import { trpcMiddleware } from './index';

afterEach(stopAll);

it('procedures behind tRPC’s fetch adapter report what they fail with, each of a batch by its own, in the context of its request', async () => {
  const kit = start({}, WithStorage.init);
  const t = initTRPC.create();
  const procedure = t.procedure.use(trpcMiddleware());
  const router = t.router({
    fails: procedure.query(async () => {
      await Promise.resolve();
      throw new Error('failed');
    }),
    missing: procedure.query(() => {
      throw new TRPCError({ code: 'NOT_FOUND' });
    }),
  });
  const handler = WithStorage.wrapFetchHandler(async (request: Request) => {
    WithStorage.setUser({ id: request.headers.get('x-user') ?? undefined });
    return fetchRequestHandler({ endpoint: '/trpc', req: request, router, onError() {} });
  });
  const ask = (user: string) =>
    handler(new Request('https://shop.example/trpc/fails,missing?batch=1&input={}', { headers: { 'x-user': user } }));
  const answers = await Promise.all(['ada', 'bob'].map(ask));
  expect(answers.map(({ status }) => status)).toEqual([207, 207]);
  const events = await eventsOf(kit);
  expect(events.map(({ user }) => user?.id).sort()).toEqual(['ada', 'bob']);
  expect(events[0]).toMatchObject({
    exception: { values: [{ value: 'failed', mechanism: { type: 'auto.rpc.trpc', handled: false } }] },
    contexts: { trpc: { procedure_path: 'fails', procedure_type: 'query' } },
  });
});
