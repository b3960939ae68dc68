import { spawn } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { captureEvent, captureMessage, close, flush, getIsolationScope, type Integration, init, withIsolationScope } from '../index';
import { deliverInWorker } from '../processEnd/deliverInWorker';
import { childProcessIntegration } from './childProcessIntegration';
import { workerThreadsIntegration } from './workerThreadsIntegration';

function start(integration: Integration) {
  const kit = createTestkit();
  init({ ...kit.options, defaultIntegrations: false, integrations: [integration] });
  return kit;
}
afterEach(() => {
  getIsolationScope().clearBreadcrumbs();
  return close();
});

async function crumbs(kit: ReturnType<typeof start>) {
  captureMessage('after');
  await flush();
  return kit.findEvent('after')?.breadcrumbs ?? [];
}
const endWith = (code: string) => once(spawn(process.execPath, ['-e', code]), 'exit');

describe('childProcessIntegration', () => {
  it('leaves a breadcrumb of a child that ends badly, none of one that ends well', async () => {
    const kit = start(childProcessIntegration());
    await endWith('process.exit(0)');
    await endWith('process.exit(3)');
    await endWith('process.kill(process.pid, "SIGKILL")');
    const killed = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    killed.kill();
    await once(killed, 'exit');
    const found = await crumbs(kit);
    expect(found.map(({ message }) => message)).toEqual(["Child process exited with code '3'", 'Child process was ended by SIGKILL']);
    expect(found[0]).toMatchObject({ category: 'child_process', level: 'warning', data: { spawnfile: process.execPath, exit_code: 3 } });
    expect(found[0]?.data).not.toHaveProperty('args');
  });

  it('leaves one of a child that cannot be started, and arguments when asked to', async () => {
    const kit = start(childProcessIntegration({ includeChildProcessArgs: true }));
    await new Promise<void>(resolve => spawn('/nowhere/to/be-found', ['--deep']).on('error', () => resolve()));
    const found = await crumbs(kit);
    expect(found.at(-1)).toMatchObject({ level: 'error', message: expect.stringContaining('ENOENT'), data: { args: ['--deep'] } });
  });

  it('reports an exit as an event when asked to, in the context that started the child', async () => {
    const kit = start(childProcessIntegration({ captureExits: true }));
    await withIsolationScope(async scope => {
      scope.setTag('job', 'convert');
      await endWith('process.exit(3)');
    });
    await flush();
    expect(kit.events()).toMatchObject([
      {
        message: "Child process exited with code '3'",
        level: 'error',
        tags: { job: 'convert' },
        contexts: { child_process: { exit_code: 3 } },
      },
    ]);
  });

  it('is gone after close', async () => {
    start(childProcessIntegration({ captureExits: true }));
    await close();
    const kit = createTestkit();
    init({ ...kit.options, defaultIntegrations: false });
    await endWith('process.exit(3)');
    expect(await crumbs(kit)).toEqual([]);
  });
});

describe('workerThreadsIntegration', () => {
  it('reports the error that ends a worker, with its thread, and a breadcrumb of its exit', async () => {
    const kit = start(workerThreadsIntegration());
    const worker = new Worker('throw new RangeError("in the worker")', { eval: true });
    const { threadId } = worker;
    const heard: unknown[] = [];
    worker.on('error', error => heard.push(error));
    // `once` would listen to errors too
    await new Promise(resolve => worker.on('exit', resolve));
    const found = await crumbs(kit);
    expect(heard).toHaveLength(1);
    const event = kit.expectEvent('in the worker');
    expect(event.exception?.values).toMatchObject([{ type: 'RangeError', thread_id: threadId, mechanism: { handled: false } }]);
    expect(found.map(({ message }) => message)).toEqual(["Worker thread exited with code '1'"]);
  });

  it('leaves an event by hand alone whose exceptions are a bare list', async () => {
    const kit = start(workerThreadsIntegration());
    captureEvent({ exception: [{ type: 'Imported', value: 'from elsewhere' }] as never, tags: { kept: 'yes' } });
    await flush();
    expect(kit.events()).toMatchObject([{ tags: { kept: 'yes' } }]);
    expect(kit.events()[0]?.tags).not.toHaveProperty('hook_error');
  });

  it('passes by the one in which the SDK itself delivers, in a process that lives on', async () => {
    const kit = start(workerThreadsIntegration());
    let ended: Promise<unknown> | undefined;
    const watch = (message: unknown) => {
      ended = new Promise(resolve => (message as { worker: Worker }).worker.on('exit', resolve));
    };
    subscribe('worker_threads', watch);
    deliverInWorker(
      { url: 'http://127.0.0.1:9/', headers: {}, tls: {}, compressAbove: 0, maxHeaderSize: 0, proxy: undefined },
      ['{}'],
      30_000,
    );
    unsubscribe('worker_threads', watch);
    await ended;
    expect(ended).toBeDefined();
    expect(await crumbs(kit)).toEqual([]);
  });

  it('reports nothing of a worker that ends well', async () => {
    const kit = start(workerThreadsIntegration());
    await once(new Worker('0', { eval: true }), 'exit');
    expect(await crumbs(kit)).toEqual([]);
  });
});
