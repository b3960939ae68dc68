import type { Client, Event } from '@vigil/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { init } from '../init';
import { expressErrorHandler, setupConnectErrorHandler, setupExpressErrorHandler } from './expressErrorHandler';
import { setupFastifyErrorHandler } from './setupFastifyErrorHandler';

let client: Client;
let events: Event[];
const values = (): Array<string | undefined> => events.map(({ exception }) => exception?.values?.at(-1)?.value);

beforeEach(() => {
  events = [];
  client = init({
    dsn: 'https://key@host.example/1',
    defaultIntegrations: false,
    transport: () => ({
      async send([, items]) {
        events.push(...items.map(([, payload]) => payload as Event));
        return {};
      },
      flush: async () => true,
    }),
  });
});
afterEach(() => client.close());

const failing = (status: unknown, key = 'status') => Object.assign(new Error(`${key} ${status}`), { [key]: status });
const hidden = {
  get status() {
    throw new Error('hidden');
  },
};

describe('expressErrorHandler', () => {
  it('hands every error on and reports those that are the server’s', async () => {
    const handle = expressErrorHandler();
    const next = vi.fn();
    const response: { sentry?: string } = {};
    const errors = [
      failing(404),
      failing(500),
      failing('503', 'statusCode'),
      failing(400, 'status_code'),
      failing({ statusCode: 422 }, 'output'),
      failing('odd'),
      new Error('plain'),
    ];
    for (const error of errors) handle(error, {}, response, next);
    handle(hidden, {}, Object.freeze({}), next);
    await client.flush();

    expect(next.mock.calls.map(([error]) => error)).toEqual([...errors, hidden]);
    expect(values().slice(0, 4)).toEqual(['status 500', 'statusCode 503', 'status odd', 'plain']);
    expect(events).toHaveLength(5);
    expect(events[0]?.exception?.values?.at(-1)?.mechanism).toMatchObject({ type: 'auto.middleware.express', handled: false });
    expect(response.sentry).toBe(events[3]?.event_id);
  });

  it('asks the application which; a rule that throws leaves the default', async () => {
    const next = vi.fn();
    expressErrorHandler({ shouldHandleError: error => error.message === 'status 404' })(failing(404), {}, {}, next);
    expressErrorHandler({ shouldHandleError: () => false })(failing(500), {}, {}, next);
    const broken = expressErrorHandler({
      shouldHandleError() {
        throw new Error('rule');
      },
    });
    broken(failing(501), {}, {}, next);
    broken(failing(401), {}, {}, next);
    await client.flush();
    expect(values()).toEqual(['status 404', 'status 501']);
  });

  it.each([setupExpressErrorHandler, setupConnectErrorHandler])('is error middleware to the app: it has four parameters', setUp => {
    const use = vi.fn();
    setUp({ use });
    expect(use.mock.calls.map(([middleware]) => middleware.length)).toEqual([4]);
  });
});

describe('setupFastifyErrorHandler', () => {
  it('reports what routes throw, and lets Fastify answer', async () => {
    const hooks: Array<(request: unknown, reply: unknown, error: unknown, done: () => void) => void> = [];
    const fastify = { addHook: (_name: 'onError', hook: (typeof hooks)[number]) => hooks.push(hook) };
    setupFastifyErrorHandler(fastify);
    setupFastifyErrorHandler(fastify, {
      shouldHandleError: (_error, _request, reply) => (reply as { statusCode: number }).statusCode === 404,
    });
    const done = vi.fn();
    hooks[0]?.({}, {}, failing(500), done);
    hooks[0]?.({}, {}, failing(410, 'statusCode'), done);
    hooks[1]?.({}, { statusCode: 404 }, new Error('by its reply'), done);
    await client.flush();
    expect([values(), done.mock.calls.length]).toEqual([['status 500', 'by its reply'], 3]);
  });
});
