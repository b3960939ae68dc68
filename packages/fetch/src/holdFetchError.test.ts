import { afterEach, describe, expect, it } from 'vitest';
import * as WithStorage from './als';
import { eventsOf, start, stopAll } from './fixtures/live';
import { holdFetchError } from './index';

afterEach(stopAll);

const mechanism = 'auto.http.h3';
/** A framework that answers for its routes; `path` is the status. */
const serve = (options: Partial<Parameters<typeof holdFetchError>[1]> = {}) => {
  const ids: string[] = [];
  const handler = WithStorage.wrapFetchHandler(async (request: Request) => {
    const status = Number(new URL(request.url).pathname.slice(1));
    WithStorage.setUser({ id: `user of ${status}` });
    await Promise.resolve();
    ids.push(holdFetchError(new Error(`failed with ${status}`), { mechanism, ...options }));
    return new Response('sorry', { status });
  });
  return { ids, ask: (status: number) => handler(new Request(`https://shop.example/${status}`)) };
};

describe('holdFetchError', () => {
  it('lets the response decide, in the context of the request, and gives the id at once', async () => {
    const kit = start({}, WithStorage.init);
    const { ids, ask } = serve({ route: '/:status' });
    await Promise.all([500, 404, 503].map(ask));
    const events = await eventsOf(kit);
    expect(events).toMatchObject([
      { event_id: ids[0], transaction: 'GET /:status', user: { id: 'user of 500' } },
      { event_id: ids[2], transaction: 'GET /:status', user: { id: 'user of 503' } },
    ]);
    expect(events[0]?.exception?.values?.[0]?.mechanism).toEqual({ type: mechanism, handled: false });
  });

  it('asks the application first', async () => {
    const kit = start({}, WithStorage.init);
    const { ask } = serve({ shouldHandleError: (_error, { status }) => status === 404 });
    await Promise.all([500, 404].map(ask));
    expect((await eventsOf(kit)).map(({ exception }) => exception?.values?.[0]?.value)).toEqual(['failed with 404']);
  });

  it('reports at once where no request is known, and nothing without a client', async () => {
    expect(holdFetchError(new Error('nobody hears'), { mechanism })).toMatch(/^[\da-f]{32}$/);
    const kit = start();
    const id = holdFetchError(new Error('outside'), { mechanism });
    expect(await eventsOf(kit)).toMatchObject([
      { event_id: id, exception: { values: [{ mechanism: { type: mechanism, handled: false } }] } },
    ]);
  });

  it.each([undefined, null, 5, 'text'])('bears whatever it is given: %j', async options => {
    const kit = start();
    expect(() => holdFetchError(new Error('x'), options as never)).not.toThrow();
    expect(await eventsOf(kit)).toHaveLength(1);
  });
});
