import { rename } from 'node:fs/promises';
import { connect } from 'node:net';
import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type NodeOptions } from '../index';
import { systemErrorIntegration } from './systemErrorIntegration';

const failed = () => rename('/nowhere/private', '/nowhere/else').catch((error: unknown) => error);

async function eventOf(error: unknown, options: NodeOptions = {}, integration = systemErrorIntegration()) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, integrations: [integration], ...options });
  await client.outcome(client.captureException(error));
  return kit.events()[0];
}

describe('systemErrorIntegration', () => {
  it('gives the context, and a title without the files', async () => {
    const event = await eventOf(await failed());
    expect(event?.exception?.values?.[0]?.value).toBe('ENOENT: no such file or directory, rename');
    expect(event?.contexts?.['node_system_error']).toEqual({ errno: -2, code: 'ENOENT', syscall: 'rename' });
    expect(JSON.stringify(event?.contexts)).not.toContain('/nowhere');
  });

  it('names the files where that is wanted', async () => {
    const paths = { path: '/nowhere/private', dest: '/nowhere/else' };
    expect((await eventOf(await failed(), { sendDefaultPii: true }))?.contexts?.['node_system_error']).toMatchObject(paths);
    const told = await eventOf(await failed(), {}, systemErrorIntegration({ includePaths: true }));
    expect(told?.contexts?.['node_system_error']).toMatchObject(paths);
  });

  it('finds it among the causes, and looks at addresses too', async () => {
    const refused = await new Promise(resolve => connect(1, '127.0.0.1').on('error', resolve));
    const event = await eventOf(new Error('no stock', { cause: refused }));
    expect(event?.contexts?.['node_system_error']).toMatchObject({
      code: 'ECONNREFUSED',
      syscall: 'connect',
      address: '127.0.0.1',
      port: 1,
    });
    const titles = (await eventOf(new Error('no file', { cause: await failed() })))?.exception?.values?.map(({ value }) => value);
    expect(titles).toEqual(['ENOENT: no such file or directory, rename', 'no file']);
  });

  it('leaves other errors alone, and never changes the error', async () => {
    expect((await eventOf(Object.assign(new Error('x'), { code: 'E' })))?.contexts).not.toHaveProperty('node_system_error');
    const error = (await failed()) as NodeJS.ErrnoException;
    await eventOf(error);
    expect(error).toMatchObject({ path: '/nowhere/private', message: expect.stringContaining('/nowhere/private') });
  });
});
