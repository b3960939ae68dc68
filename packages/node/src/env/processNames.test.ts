import { afterEach, expect, it, vi } from 'vitest';
import { getSentryRelease, NODE_VERSION, winterCGHeadersToDict } from '../index';

afterEach(() => vi.unstubAllEnvs());

it('NODE_VERSION is that of this process, in parts', () => {
  const { major, minor, patch } = NODE_VERSION;
  expect(`v${major}.${minor}.${patch}`).toBe(process.version);
});

it('getSentryRelease is what init would find, else the one given', () => {
  vi.stubEnv('SENTRY_RELEASE', 'shop@1');
  expect(getSentryRelease('other')).toBe('shop@1');
});

it('winterCGHeadersToDict is headers as an object, and never throws', () => {
  expect(winterCGHeadersToDict(new Headers({ 'X-A': '1' }))).toEqual({ 'x-a': '1' });
  expect(winterCGHeadersToDict(undefined as never)).toEqual({});
});
