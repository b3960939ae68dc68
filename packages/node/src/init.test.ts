import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { captureMessage, type VigilOptions } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { init } from './init';

let kit: ReturnType<typeof createTestkit>;
let client: ReturnType<typeof init>;
let server: http.Server | undefined;
beforeEach(() => {
  kit = createTestkit();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server?.close();
  server = undefined;
  await client.close();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});
const begin = (options: VigilOptions = {}) => {
  client = init({ ...kit.options, ...options });
  return client;
};
/** The event that one request to a server of ours reports. */
async function request(report: () => unknown) {
  server = http.createServer((_request, response) => {
    report();
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/path`);
  await client.flush();
}

describe('enabledEnvironments', () => {
  it.each<[environment: string | undefined, enabledEnvironments: string[], sent: boolean]>([
    [undefined, ['production'], true],
    ['production', ['production', 'staging'], true],
    ['development', ['production'], false],
    ['production', [], false],
  ])('environment %s of %j: reported %s', async (environment, enabledEnvironments, sent) => {
    begin({ environment, enabledEnvironments });
    const id = captureMessage('x');
    await client.flush();
    expect(kit.events()).toHaveLength(sent ? 1 : 0);
    expect(await client.outcome(id)).toMatchObject(sent ? { status: 'sent' } : { status: 'filtered', by: 'environment' });
  });

  it('is held against SENTRY_ENVIRONMENT too', async () => {
    vi.stubEnv('SENTRY_ENVIRONMENT', 'ci');
    begin({ enabledEnvironments: ['production'] });
    expect(await client.outcome(captureMessage('x'))).toMatchObject({ status: 'filtered', by: 'environment' });
  });
});

describe('setEnabled', () => {
  it('pauses reporting; what is on its way leaves, and requests stay isolated', async () => {
    begin();
    captureMessage('before');
    client.setEnabled(false);
    const paused = captureMessage('paused');
    expect((await client.outcome(paused)).status).toBe('disabled');
    expect(client.isEnabled()).toBe(false);
    client.setEnabled(true);
    await request(() => captureMessage('after'));
    expect(kit.events().map(event => event.message)).toEqual(['before', 'after']);
    expect(kit.expectEvent('after').request?.url).toContain('/path');
  });

  it('does nothing for a client that cannot report', async () => {
    begin({ dsn: '' });
    client.setEnabled(true);
    expect(client.isEnabled()).toBe(false);
    begin();
    await client.close();
    client.setEnabled(true);
    expect(client.isEnabled()).toBe(false);
  });
});

describe('initialScope', () => {
  const scope = { tags: { team: 'shop' }, contexts: { build: { id: 1 } }, extra: { a: 1 }, level: 'warning', user: { id: 'u' } } as const;

  it.each([
    ['data', scope],
    ['a function', (given: { update(data: object): object }) => given.update(scope) as never],
  ])('%s: on every event, the user on those outside of requests alone', async (_what, initialScope) => {
    begin({ initialScope: initialScope as NonNullable<VigilOptions['initialScope']> });
    captureMessage('outside');
    await request(() => captureMessage('inside'));
    const outside = kit.expectEvent('outside');
    const inside = kit.expectEvent('inside');
    for (const event of [outside, inside]) {
      expect(event).toMatchObject({ tags: { team: 'shop' }, contexts: { build: { id: 1 } }, extra: { a: 1 }, level: 'warning' });
    }
    expect(outside.user).toEqual({ id: 'u' });
    expect(inside.user).toBeUndefined();
  });
});
