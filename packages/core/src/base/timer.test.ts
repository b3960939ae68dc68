import { afterEach, expect, it, vi } from 'vitest';
import { createClient } from '../createClient';
import { startTimer } from './timer';

afterEach(() => vi.unstubAllGlobals());

const callNow = (callback: () => void, given?: number) => {
  callback();
  return given;
};
it.each<[string, (callback: () => void) => unknown, boolean]>([
  ['gives nothing back', () => undefined, true],
  ['gives null back', () => null, true],
  ['calls back at once', callback => callNow(callback), false],
  ['calls back at once and gives a number', callback => callNow(callback, 7), false],
])('where a `setTimeout` that %s stands, nothing is thrown into the application', async (_name, fake, isDelivered) => {
  const rejected = vi.fn();
  process.on('unhandledRejection', rejected);
  const send = vi.fn(async () => ({ statusCode: 200 }));
  const client = createClient({ dsn: 'https://key@host/1', retry: false, transport: () => ({ send, flush: async () => true }) });
  vi.stubGlobal('setTimeout', fake);
  expect(() => startTimer(() => {}, 1)()).not.toThrow();
  client.captureException(new Error('failed'));
  expect([await client.flush(2000), await client.close(2000)]).toEqual([isDelivered, isDelivered]);
  expect(client.stats().outcomes['error']?.sent ?? 0).toBe(Number(isDelivered));
  vi.unstubAllGlobals();
  await new Promise(resolve => setTimeout(resolve, 10));
  process.off('unhandledRejection', rejected);
  expect(rejected).not.toHaveBeenCalled();
});
