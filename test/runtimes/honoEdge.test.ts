import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Event } from '@vigil/core';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtime } from './runtime';
import { type HonoEdge, startHonoEdge } from './startHonoEdge';

const last = ({ exception }: Event) => exception?.values?.at(-1);
const others = (['bun', 'deno', 'workerd'] as const).map(runtime);

describe.each([{ name: 'node', title: `node ${process.versions.node}`, binary: process.execPath }, ...others])(
  'the example hono-edge on $title',
  ({ name, binary }) => {
    const runs = it.skipIf(!binary);
    let ingest: Ingest;
    let payments: http.Server;
    let example: HonoEdge | undefined;
    const answers: Record<string, { status: number; body: { error?: string; report?: string } }> = {};

    async function send(what: string, path: string, method = 'GET'): Promise<void> {
      const response = await fetch(`${example!.url}${path}`, { method, headers: { authorization: 'Bearer token-ada' } });
      const text = await response.text();
      answers[what] = { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
    }
    const eventOf = (report: string | undefined) => ingest.events().find(event => event.event_id === report);

    beforeAll(async () => {
      if (!binary) return;
      ingest = await startIngest();
      payments = http.createServer((_request, response) => response.writeHead(503).end());
      await new Promise<void>(resolve => payments.listen(0, '127.0.0.1', resolve));
      const { port } = payments.address() as AddressInfo;
      example = await startHonoEdge(name, binary, { SENTRY_DSN: ingest.dsn, PAYMENT_URL: `http://127.0.0.1:${port}` });
      await send('order', '/orders/1001');
      await send('no order', '/orders/9');
      await send('no route', '/nowhere');
      await send('broken', '/orders/1002');
      await send('pay', '/orders/1001/pay', 'POST');
      for (const { body } of [answers['broken']!, answers['pay']!]) await ingest.waitForEvent({ event_id: body.report });
    });
    afterAll(async () => {
      await example?.stop();
      payments?.close();
      await ingest?.close();
    });

    runs('answers as an app without reports would', () => {
      expect(Object.fromEntries(Object.entries(answers).map(([what, { status }]) => [what, status]))).toEqual({
        order: 200,
        'no order': 404,
        'no route': 404,
        broken: 500,
        pay: 502,
      });
      expect(answers['no order']?.body).toEqual({ error: 'there is no order 9' });
    });

    runs('the bug: unhandled, under the id of the error page, with user, route and tag', () => {
      const event = eventOf(answers['broken']?.body.report)!;
      expect(event).toMatchObject({
        transaction: 'GET /orders/:id',
        release: 'orders@1.4.0',
        user: { id: 'ada', plan: 'pro' },
        tags: { items: 1 },
        request: { method: 'GET', url: `${example!.url}/orders/1002` },
      });
      expect(last(event)).toMatchObject({ type: 'TypeError', mechanism: { type: 'auto.middleware.hono', handled: false } });
      expect(last(event)?.stacktrace?.frames?.length).toBeGreaterThan(1);
    });

    runs('the payment that failed: reported by the status it is answered with, with the call that failed as a breadcrumb', () => {
      const event = eventOf(answers['pay']?.body.report)!;
      expect(event).toMatchObject({ transaction: 'POST /orders/:id/pay', user: { id: 'ada' } });
      expect(event.tags ?? {}).not.toHaveProperty('items');
      expect(last(event)).toMatchObject({ value: 'the payment service answered 503', mechanism: { handled: false } });
      expect(event.breadcrumbs).toMatchObject([
        { category: expect.stringMatching(/fetch|http/), data: { method: 'POST', status_code: 503 } },
      ]);
    });

    runs('what is not there is nobody’s failure: two reports, each once', () => {
      expect(
        ingest
          .events()
          .map(event => event.transaction)
          .sort(),
      ).toEqual(['GET /orders/:id', 'POST /orders/:id/pay']);
    });

    runs('started as its README says, without PAYMENT_URL: 502, and the call that failed as a breadcrumb', async () => {
      const plain = await startHonoEdge(name, binary!, { SENTRY_DSN: ingest.dsn });
      const headers = { authorization: 'Bearer token-ada' };
      const response = await fetch(`${plain.url}/orders/1001/pay`, { method: 'POST', headers });
      const { report } = (await response.json()) as { report: string };
      const event = await ingest.waitForEvent({ event_id: report });
      await plain.stop();
      expect(response.status).toBe(502);
      expect(event.breadcrumbs).toMatchObject([
        { category: expect.stringMatching(/fetch|http/), level: 'error', data: { method: 'POST' } },
      ]);
    });
  },
);
