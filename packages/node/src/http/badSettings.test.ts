import http from 'node:http';
import { captureMessage, httpIntegration, type NodeOptions, setUser } from '@vigil/node';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, request, start, stopAll } from './fixtures/live';

afterEach(stopAll);

const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error('hostile');
    },
  },
);

/** Options of any type, as a program in JavaScript gives them. */
const given = (options: unknown) => options as NodeOptions;

describe('whatever its options are, each request has a context of its own', () => {
  it.each<[string, () => NodeOptions]>([
    ['httpBodies: false', () => given({ dataCollection: { httpBodies: false } })],
    ['httpBodies: true', () => given({ dataCollection: { httpBodies: true } })],
    ['httpBodies: null', () => given({ dataCollection: { httpBodies: null } })],
    ['httpHeaders: null', () => given({ dataCollection: { httpHeaders: null } })],
    ['dataCollection: null', () => given({ dataCollection: null })],
    ['requestIdHeaders: a text', () => ({ integrations: [httpIntegration({ requestIdHeaders: 'x-id' as never })] })],
    ['requestIdHeaders: null', () => ({ integrations: [httpIntegration({ requestIdHeaders: null as never })] })],
    ['sealAfterMs: a text', () => ({ integrations: [httpIntegration({ sealAfterMs: 'x' as never })] })],
    ['options that throw', () => ({ integrations: [httpIntegration(hostile)] })],
  ])('%s', async (_, options) => {
    const kit = start({ ...options(), logger: false });
    const server = http.createServer((message, response) => {
      if (message.url === '/login') setUser({ id: 'alice' });
      else captureMessage('here');
      response.end();
    });
    const port = await listen(server);
    await request(port, { path: '/login' });
    await request(port, { path: '/bob', method: 'POST', headers: { 'x-id': '7' } }, 'secret');
    await kit.client.flush();
    const [event] = kit.events();
    expect(event).toMatchObject({ message: 'here', request: { method: 'POST', url: `http://127.0.0.1:${port}/bob` } });
    expect([event?.user, event?.request?.data]).toEqual([undefined, undefined]);
  });
});
