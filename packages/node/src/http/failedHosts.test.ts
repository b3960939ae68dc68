import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { captureException, close, flush, init } from '../index';
import { nativeNodeFetchIntegration } from './nativeNodeFetchIntegration';

async function refusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

describe('a fetch that failed', () => {
  afterEach(() => close());

  it.each([true, false])('says in the report which host was meant (errorHost: %s); the error stays as it is', async errorHost => {
    const kit = createTestkit();
    init({ ...kit.options, defaultIntegrations: false, integrations: [nativeNodeFetchIntegration({ errorHost })] });
    const port = await refusedPort();
    const error = await fetch(`http://127.0.0.1:${port}/stock?token=secret`).catch((each: unknown) => each);
    captureException(new Error('no stock', { cause: error }));
    await flush();
    const values = kit.events()[0]?.exception?.values?.map(({ value }) => value);
    expect(values?.slice(-2)).toEqual([errorHost ? `fetch failed (127.0.0.1:${port})` : 'fetch failed', 'no stock']);
    expect((error as Error).message).toBe('fetch failed');
  });
});
