import { describe, expect, it } from 'vitest';
import { getSecurityEndpoint } from './index';

describe('getSecurityEndpoint', () => {
  it.each([
    ['https://key@o1.ingest.sentry.io/42', {}, 'https://o1.ingest.sentry.io/api/42/security/?sentry_key=key'],
    ['http://key:secret@[::1]:9000/errors/42', {}, 'http://[::1]:9000/errors/api/42/security/?sentry_key=key'],
    [
      'https://key@one.example/42',
      { release: 'shop@1.0', environment: 'production' },
      'https://one.example/api/42/security/?sentry_key=key&sentry_release=shop%401.0&sentry_environment=production',
    ],
    ['https://key@one.example/42', { release: undefined, environment: '' }, 'https://one.example/api/42/security/?sentry_key=key'],
  ])('of %s with %j', (dsn, options, url) => {
    expect(getSecurityEndpoint(dsn, options)).toBe(url);
  });

  it('lets no release break out of the header', () => {
    const url = getSecurityEndpoint('https://key@one.example/42', { release: '1; script-src *, "\r\nSet-Cookie: a' });
    expect(url).not.toMatch(/[;,"\s]/);
  });

  it.each<unknown>(['', 'nonsense', undefined, 42, {}])('of %j is empty', dsn => {
    expect(getSecurityEndpoint(dsn as string, null as never)).toBe('');
  });

  it('of an environment variable that is not set is empty', () => {
    const env: Record<string, string | undefined> = {};
    expect(getSecurityEndpoint(env['SENTRY_DSN'])).toBe('');
  });
});
