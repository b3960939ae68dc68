import { createClient } from '@vigil/core';
import { afterEach, expect, it, vi } from 'vitest';
import { shutdownTimeoutOf } from './shutdownTimeout';

afterEach(() => vi.unstubAllEnvs());

it.each<[string, Record<string, string>, number | undefined, number]>([
  ['by default', {}, undefined, 2000],
  ['as the application says', {}, 7000, 7000],
  ['under PM2, which kills after 1.6 s', { pm_id: '0' }, undefined, 1200],
  ['under PM2 with less time', { pm_id: '3', kill_timeout: '400' }, undefined, 300],
  ['under PM2 with more time', { pm_id: '3', kill_timeout: '60000' }, undefined, 2000],
  ['under PM2 with a time that is none', { pm_id: '0', kill_timeout: 'x' }, undefined, 1200],
  ['under PM2 as the application says', { pm_id: '0' }, 5000, 5000],
  ['not under PM2, whatever else is called so', { kill_timeout: '400' }, undefined, 2000],
])('%s', (_how, env, shutdownTimeout, expected) => {
  for (const name of ['pm_id', 'kill_timeout']) vi.stubEnv(name, env[name]);
  expect(shutdownTimeoutOf(createClient({ shutdownTimeout }))).toBe(expected);
});
