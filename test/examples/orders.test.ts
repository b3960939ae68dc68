import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Event } from '@vigil/core';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Example, startExample } from './startExample';

const last = ({ exception }: Event) => exception?.values?.at(-1);
const ada = { authorization: 'Bearer token-ada' };
const grace = { authorization: 'Bearer token-grace' };
const json = { 'content-type': 'application/json' };

describe.each([
  ['express-orders', 'auto.middleware.express'],
  ['fastify-orders', 'auto.function.fastify'],
])('the example %s', (name, mechanism) => {
  let ingest: Ingest;
  let payments: http.Server;
  let example: Example;
  const answers: Record<string, { status: number; body: { error?: string; report?: string } }> = {};
  let ending: Awaited<ReturnType<Example['stop']>>;

  /** `to` is the path below the orders of a shop. */
  async function send(what: string, method: string, to: string, headers: Record<string, string> = {}, body?: string): Promise<void> {
    const response = await fetch(`${example.url}/shops/7/orders${to}`, { method, headers, ...(body && { body }) });
    const text = await response.text();
    answers[what] = { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
  }
  const eventOf = (value: string) => ingest.events().filter(event => last(event)?.value === value);

  beforeAll(async () => {
    ingest = await startIngest();
    payments = http.createServer((_request, response) => response.writeHead(503).end()).listen(0, '127.0.0.1');
    await once(payments, 'listening');
    const { port } = payments.address() as AddressInfo;
    example = await startExample(name, { SENTRY_DSN: ingest.dsn, PAYMENT_URL: `http://127.0.0.1:${port}` });
    await send('order', 'GET', '/1001', ada);
    await send('created', 'POST', '', { ...ada, ...json }, '{"items":["tea"]}');
    await send('no order', 'GET', '/9', ada);
    await send('no items', 'POST', '', { ...ada, ...json }, '{}');
    await send('no route', 'GET', '/1001/nowhere', ada);
    await send('pack', 'POST', '/1001/pack', ada);
    await send('pay', 'POST', '/1001/pay', ada);
    await send('refund', 'POST', '/1002/refund', grace);
    await send('receipt', 'POST', '/1001/receipt', grace);
    await ingest.waitForEvent({ exception: { values: [{ value: 'the mail server refused the receipt' }] } } as never);
    ending = await example.stop();
  });
  afterAll(async () => {
    payments?.close();
    await ingest?.close();
  });

  it('answers as a service without reports would', () => {
    expect(Object.fromEntries(Object.entries(answers).map(([what, { status }]) => [what, status]))).toEqual({
      order: 200,
      created: 201,
      'no order': 404,
      'no items': 400,
      'no route': 404,
      pack: 503,
      pay: 502,
      refund: 202,
      receipt: 202,
    });
    expect(answers['no order']?.body).toEqual({ error: 'there is no order 9' });
  });

  it('reports three failures, each once', () => {
    expect(
      ingest
        .events()
        .map(event => last(event)?.value)
        .sort(),
    ).toEqual(['the bank takes no refunds at night', 'the mail server refused the receipt', 'the payment service answered 503']);
  });

  it('the failed payment: unhandled, under the id of the error page, with user, route and the call that failed', () => {
    const [event] = eventOf('the payment service answered 503');
    expect(event).toMatchObject({
      event_id: answers['pay']?.body.report,
      level: 'error',
      release: 'orders@1.4.0',
      transaction: 'POST /shops/:shop/orders/:id/pay',
      user: { id: 'ada', plan: 'gold' },
      request: { method: 'POST', url: `${example.url}/shops/7/orders/1001/pay` },
      contexts: { response: { status_code: 502 } },
      exception: { values: [{ type: 'HttpError', mechanism: { type: mechanism, handled: false } }] },
    });
    expect(event?.breadcrumbs).toMatchObject([{ category: 'fetch', data: { method: 'POST', status_code: 503 } }]);
    expect(JSON.stringify(event)).not.toContain('token-ada');
  });

  it('the refund: captured by hand, a warning, the order as a tag', () => {
    expect(eventOf('the bank takes no refunds at night')).toMatchObject([
      {
        level: 'warning',
        tags: { order: '1002' },
        transaction: 'POST /shops/:shop/orders/:id/refund',
        user: { id: 'grace', plan: 'free' },
        exception: { values: [{ mechanism: { handled: true } }] },
      },
    ]);
  });

  it('the job that ran later: as the request that asked for it', () => {
    expect(eventOf('the mail server refused the receipt')).toMatchObject([
      {
        tags: { order: '1001' },
        transaction: 'POST /shops/:shop/orders/:id/receipt',
        user: { id: 'grace', plan: 'free' },
        exception: { values: [{ mechanism: { handled: true } }] },
      },
    ]);
  });

  it('says at its end what became of every error, and ends well', () => {
    expect(ending).toMatchObject({ code: 0, stderr: '' });
    // the 404 and the 400 by their status, the locked stock by ignoreErrors
    expect(JSON.parse(/^reports (.*)$/m.exec(ending.stdout)?.[1] ?? '')).toEqual({ sent: 3, filtered: 3 });
  });

  it('started as its README says, without PAYMENT_URL: 502, and the call that failed as a breadcrumb', async () => {
    const plain = await startExample(name, { SENTRY_DSN: ingest.dsn });
    const response = await fetch(`${plain.url}/shops/7/orders/1001/pay`, { method: 'POST', headers: ada });
    const { report } = (await response.json()) as { report: string };
    await plain.stop();
    expect(response.status).toBe(502);
    expect(ingest.events().filter(({ event_id }) => event_id === report)).toMatchObject([
      {
        transaction: 'POST /shops/:shop/orders/:id/pay',
        user: { id: 'ada', plan: 'gold' },
        breadcrumbs: [{ category: 'fetch', data: { method: 'POST', error: 'ECONNREFUSED' } }],
      },
    ]);
  });
});
