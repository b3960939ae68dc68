import { AsyncLocalStorage } from 'node:async_hooks';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as WithStorage from './als';
import { eventsOf, start, stopAfter, stopAll } from './fixtures/live';
import * as Vigil from './index';

afterEach(async () => {
  await stopAll();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const begin = (options: Vigil.FetchOptions = {}) => {
  const client = Vigil.init({ transport: Vigil.makeFetchTransport, ...options });
  stopAfter(() => client.close());
  return client;
};

describe('init', () => {
  it('says who it is', async () => {
    const kit = start();
    Vigil.captureMessage('m');
    expect(await eventsOf(kit)).toMatchObject([
      { platform: 'javascript', sdk: { name: 'vigil.javascript.fetch', version: Vigil.SDK_VERSION } },
    ]);
  });

  it('and createClient check their options, and say what is wrong in whole sentences', () => {
    const warn = vi.fn();
    Vigil.createClient({ scrub: { keyz: ['a'] }, logger: { warn } } as never);
    expect(warn.mock.calls).toEqual([['[vigil] V012 scrub.keyz is not an option; did you mean keys?']]);
  });

  it('has the default integrations, and none without', () => {
    expect(Vigil.getDefaultIntegrations().map(({ name }) => name)).toEqual([
      'RequestData',
      'Console',
      'Fetch',
      'GlobalHandlers',
      'ExtraErrorData',
    ]);
    const client = Vigil.initWithoutDefaultIntegrations({ dsn: 'https://k@dsn.invalid/1' });
    stopAfter(() => client.close());
    expect(client.getIntegrationByName('Fetch')).toBeUndefined();
  });

  it('reads the environment where an option is missing', () => {
    vi.stubEnv('SENTRY_DSN', ' https://k@env.invalid/1 ');
    vi.stubEnv('SENTRY_RELEASE', 'from env');
    vi.stubEnv('SENTRY_ENVIRONMENT', ' ');
    const client = begin({ release: 'mine', dsn: undefined as never });
    expect(client.getDsn()?.host).toBe('env.invalid');
    expect(client.getOptions()).toMatchObject({ release: 'mine', environment: 'production' });
  });

  it('on Deno asks nobody for a variable that it may not read', () => {
    const get = vi.fn((name: string) => (name === 'SENTRY_RELEASE' ? 'r1' : undefined));
    const querySync = vi.fn(({ variable }: { variable: string }) => ({ state: variable === 'SENTRY_RELEASE' ? 'granted' : 'prompt' }));
    vi.stubGlobal('Deno', { env: { get }, permissions: { querySync } });
    expect(begin({ dsn: 'https://k@dsn.invalid/1' }).getOptions().release).toBe('r1');
    expect(get.mock.calls).toEqual([['SENTRY_RELEASE']]);
  });

  it.each([undefined, null, 7, { AsyncLocalStorage: undefined }])('takes %j', options => {
    vi.stubEnv('SENTRY_DSN', '');
    expect(Vigil.init(options as never).isEnabled()).toBe(false);
  });

  it('takes no random number, starts no timer and sends nothing before there is something to report', () => {
    const calls = [
      vi.spyOn(crypto, 'getRandomValues'),
      vi.spyOn(crypto, 'randomUUID'),
      vi.spyOn(Math, 'random'),
      vi.spyOn(globalThis, 'setTimeout'),
      vi.spyOn(globalThis, 'setInterval'),
    ];
    stopAfter(() => vi.restoreAllMocks());
    const fetch = vi.fn();
    vi.stubGlobal('fetch', fetch);
    begin({ dsn: 'https://k@dsn.invalid/1' });
    Vigil.wrapFetchHandler(() => new Response());
    for (const call of [...calls, fetch]) expect(call).not.toHaveBeenCalled();
  });

  it('puts everything back at close', async () => {
    const before = [globalThis.fetch, console.log, Vigil.carrier().port];
    const client = WithStorage.init({ dsn: 'https://k@dsn.invalid/1' });
    expect(globalThis.fetch).not.toBe(before[0]);
    expect(Vigil.carrier().port).toBeDefined();
    await client.close();
    expect([globalThis.fetch, console.log, Vigil.carrier().port]).toEqual(before);
  });

  it('leaves an async context that somebody keeps already', async () => {
    const port = { get: () => undefined, run: <T>(_hub: unknown, fn: () => T) => fn() };
    Vigil.setContextPort(port);
    stopAfter(() => Vigil.setContextPort(undefined));
    await WithStorage.init({ dsn: 'https://k@dsn.invalid/1' }).close();
    expect(Vigil.carrier().port).toBe(port);
  });

  it('has one set of names for both entries', () => {
    expect(Object.keys(WithStorage).sort()).toEqual(Object.keys(Vigil).sort());
  });
});

describe('what nobody caught', () => {
  it('is reported where the runtime tells of it, and what it does with it stays as it is', async () => {
    const target = new EventTarget();
    vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
    vi.stubGlobal('removeEventListener', target.removeEventListener.bind(target));
    const kit = start();
    const events = [
      Object.assign(new Event('error', { cancelable: true }), { error: new Error('thrown') }),
      Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason: 'rejected' }),
    ];
    for (const event of events) expect(target.dispatchEvent(event)).toBe(true);
    const told = (await eventsOf(kit)).map(({ exception }) => [exception?.values?.[0]?.value, exception?.values?.[0]?.mechanism]);
    expect(told).toMatchObject([
      ['thrown', { type: 'auto.fetch.onerror', handled: false }],
      ['Non-Error promise rejection captured with value: rejected', { type: 'auto.fetch.onunhandledrejection', handled: false }],
    ]);
    await kit.client.close();
    target.dispatchEvent(Object.assign(new Event('error'), { error: new Error('after close') }));
    expect(kit.events()).toHaveLength(2);
  });
});

describe('createClient', () => {
  it.each<[string, typeof Vigil.createClient]>([
    ['AsyncLocalStorage', options => Vigil.createClient({ ...options, AsyncLocalStorage })],
    ['the entry /als', WithStorage.createClient],
  ])('with %s and no init, run lasts across await, until the last such client closes', async (_name, createClient) => {
    const kits = [createTestkit(), createTestkit()] as const;
    const [first, second] = [createClient(kits[0].options), createClient(kits[1].options)];
    await second.run(async () => {
      await first.close();
      await new Promise(resolve => setTimeout(resolve, 2));
      Vigil.captureMessage('after');
    });
    await second.close();
    kits[1].expectEvent('after');
    await second.run(async () => {
      await undefined;
      expect(Vigil.getClient()).not.toBe(second);
    });
  });
});
