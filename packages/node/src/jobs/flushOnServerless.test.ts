import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { captureMessage, close, createClient, init, wrapHandler } from '../index';
import { isServerless } from './flushOnServerless';

afterEach(async () => {
  vi.unstubAllEnvs();
  await close();
});

describe('a process that may be frozen between calls', () => {
  it.each(['AWS_LAMBDA_FUNCTION_NAME', 'K_SERVICE', 'FUNCTION_TARGET', 'FUNCTIONS_WORKER_RUNTIME', 'VERCEL', 'NETLIFY'])(
    'is known by %s',
    name => {
      expect(isServerless({ [name]: 'x' })).toBe(true);
      expect(isServerless({ [name]: '' })).toBe(false);
    },
  );
  it('is a Lambda, not a container, by AWS_EXECUTION_ENV', () => {
    expect(isServerless({ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' })).toBe(true);
    expect(isServerless({ AWS_EXECUTION_ENV: 'AWS_ECS_FARGATE' })).toBe(false);
    expect(isServerless({})).toBe(false);
  });

  it.each([
    ['on a server', '', undefined, []],
    ['where it may be frozen', 'mailer', undefined, [[2000]]],
    ['where it may be frozen, but the handler does not want it', 'mailer', false, []],
    ['where it may be frozen, as long as the handler says', 'mailer', 300, [[300]]],
  ])('delivers before a handler ends %s', async (_where, name, flush, calls) => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', name);
    const { options } = createTestkit();
    for (const client of [init({ ...options, defaultIntegrations: false }), createClient(options)]) {
      const flushes = vi.spyOn(client, 'drain');
      const handler = wrapHandler(async () => void captureMessage('told'), { name: 'x', ...(flush !== undefined && { flush }) });
      await client.run(handler);
      expect(flushes.mock.calls).toEqual(calls);
    }
  });
});
