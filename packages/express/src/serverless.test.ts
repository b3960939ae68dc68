import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import * as Vigil from '@vigil/express';
import serverless from 'serverless-http';
import { afterEach, describe, expect, it } from 'vitest';
import { start, stopAll } from '../../node/src/http/fixtures/live';

afterEach(stopAll);

type Handler = (request: IncomingMessage & { params: { id: string } }) => unknown;
type App = { get(path: string, handler: Handler): void; use(handler: unknown): void; set(name: string, value: unknown): void };

/** As a function that a host calls, with no server anywhere. */
function createFunction(express: () => App, setUp: (app: App) => void = Vigil.setupExpressErrorHandler) {
  const app = express();
  app.set('env', 'test');
  setUp(app);
  app.get('/users/:id', async ({ params: { id } }) => {
    Vigil.setUser({ id });
    Vigil.setTag('tenant', id);
    Vigil.addBreadcrumb({ message: `for ${id}` });
    await wait(id === '0' ? 30 : 5);
    throw new Error(`failed ${id}`);
  });
  const handle = serverless(app as never);
  return (id: string) => handle({ httpMethod: 'GET', path: `/users/${id}`, headers: {}, requestContext: {} } as object, {});
}

describe('Express 5 as a function', () => {
  const express = createRequire(import.meta.url)('express5') as () => App;

  it('gives each request that no server emitted a context of its own', async () => {
    const kit = start();
    const call = createFunction(express);
    const answers = (await Promise.all(['0', '1', '2'].map(call))) as { statusCode: number }[];
    Vigil.captureMessage('outside');
    await kit.client.flush();
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([500, 500, 500]);
    const seen = kit
      .events()
      .map(({ message, exception, user, tags, breadcrumbs, transaction }) => [
        message ?? exception?.values?.[0]?.value,
        user?.id,
        tags?.['tenant'],
        breadcrumbs?.[0]?.message,
        transaction,
      ]);
    expect(seen.sort()).toEqual([
      ...['0', '1', '2'].map(id => [`failed ${id}`, id, id, `for ${id}`, 'GET /users/:id']),
      ['outside', undefined, undefined, undefined, undefined],
    ]);
  });

  it('keeps what a job around it set, its trace too, but is called by its route', async () => {
    const kit = start();
    const call = createFunction(express);
    const handler = Vigil.wrapHandler(
      async (id: string) => {
        Vigil.setTag('region', 'eu');
        Vigil.setContext('invocation', { trace: Vigil.getTraceData()['sentry-trace']?.slice(0, 32) });
        return call(id);
      },
      { name: 'api', system: 'aws_lambda' },
    );
    await Promise.all([handler('0'), handler('1')]);
    await kit.client.flush();
    const events = kit.events();
    expect(events).toHaveLength(2);
    for (const { user, tags, contexts, transaction } of events) {
      expect(transaction).toBe('GET /users/:id');
      expect(tags).toMatchObject({ region: 'eu', tenant: user?.id });
      expect(contexts).toMatchObject({ job: { name: 'api' }, invocation: { trace: contexts?.trace?.trace_id } });
    }
    expect(new Set(events.map(({ contexts }) => contexts?.trace?.trace_id)).size).toBe(2);
  });
});
