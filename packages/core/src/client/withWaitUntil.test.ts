import { afterEach, describe, expect, it } from 'vitest';
import { captureCheckIn, type Host, hostOfNow, logger, withConsent, withWaitUntil } from '../index';
import { startExtended } from './fixtures/startExtended';

const start = (find: () => Host | undefined = hostOfNow, options = {}) => startExtended([withWaitUntil(find), withConsent], options);

function invocation() {
  const waited: Array<Promise<unknown>> = [];
  return { waited, waitUntil: (promise: Promise<unknown>) => void waited.push(promise) };
}
const globals = globalThis as Record<string | symbol, unknown>;
const SYMBOLS = [Symbol.for('@vercel/request-context'), Symbol.for('@next/request-context')];
afterEach(() => {
  for (const key of [...SYMBOLS, 'Netlify']) delete globals[key];
});

describe('a capture for a request', () => {
  it('has its host wait until it is delivered, asked for in the same turn', async () => {
    const host = invocation();
    const { kit, client } = start(() => host);
    client.captureException(new Error('x'));
    expect(host.waited).toHaveLength(1);
    expect(await host.waited[0]).toBe(true);
    expect(kit.events()).toHaveLength(1);
  });

  it('a check-in has it wait too', async () => {
    const host = invocation();
    const { kit, client } = start(() => host);
    client.run(() => captureCheckIn({ monitorSlug: 'nightly', status: 'ok' }));
    expect(host.waited).toHaveLength(1);
    await host.waited[0];
    expect(kit.items('check_in')).toHaveLength(1);
  });

  it('so have logs, which leave together', async () => {
    const host = invocation();
    const { kit, client } = start(() => host);
    client.run(() => {
      for (const text of ['a', 'b', 'c']) logger.info(text);
    });
    expect(host.waited).toHaveLength(1);
    expect(await host.waited[0]).toBe(true);
    expect(kit.items('log')).toMatchObject([{ items: [{ body: 'a' }, { body: 'b' }, { body: 'c' }] }]);
  });

  it('waits once, for all that follows meanwhile', async () => {
    const host = invocation();
    const { kit, client } = start(() => host, { beforeSend: async (event: object) => event });
    for (const text of ['a', 'b', 'c']) client.captureMessage(text);
    expect(host.waited).toHaveLength(1);
    await undefined;
    await undefined;
    client.captureMessage('d');
    expect(host.waited).toHaveLength(1);
    await host.waited[0];
    expect(kit.events()).toHaveLength(4);
    client.captureMessage('e');
    expect(host.waited).toHaveLength(2);
  });

  it('is none the worse for a host that throws, or is none', async () => {
    const broken = {
      waitUntil() {
        throw new Error('too late');
      },
    };
    for (const find of [() => broken, () => undefined]) {
      const { client } = start(find);
      expect((await client.outcome(client.captureMessage('x'))).status).toBe('sent');
    }
  });

  it('waits for nothing without consent', async () => {
    const host = invocation();
    const { kit, client } = start(() => host, { consent: 'denied' });
    client.captureMessage('x');
    expect(host.waited).toEqual([]);
    expect(kit.envelopes()).toEqual([]);
  });
});

describe('the host of now', () => {
  it.each(SYMBOLS)('stands under %s', async symbol => {
    const host = invocation();
    globals[symbol] = { get: () => host };
    const { client } = start();
    client.captureMessage('x');
    expect(host.waited).toHaveLength(1);
  });
  it('stands in Netlify.context', () => {
    const host = invocation();
    globals['Netlify'] = { context: host };
    expect(hostOfNow()).toBe(host);
    globals['Netlify'] = { context: null };
    expect(hostOfNow()).toBeUndefined();
  });
  it.each([{}, { get: 1 }, { get: () => undefined }, { get: () => ({ waitUntil: 1 }) }, null, 1])('is none in %j', given => {
    globals[SYMBOLS[0]!] = given;
    expect(hostOfNow()).toBeUndefined();
  });
  it('is none where looking throws', () => {
    globals[SYMBOLS[0]!] = {
      get() {
        throw new Error('outside of a request');
      },
    };
    expect(hostOfNow()).toBeUndefined();
  });
});
