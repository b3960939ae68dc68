import { afterEach, expect, it, vi } from 'vitest';
import { close, diagnose, init } from './index';

afterEach(async () => {
  vi.unstubAllGlobals();
  await close(0);
});

it('names what stops requests in a page, of which the page is told nothing', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  init({ dsn: 'https://key@host.example/1', defaultIntegrations: false, retry: false });
  const { checks } = await diagnose();
  const { status, fix } = checks.find(({ id }) => id === 'http') ?? {};
  expect([status, fix]).toEqual(['fail', expect.stringMatching(/ad blocker.*connect-src.*tunnel/)]);
  expect(fix).not.toContain('https_proxy');
});
