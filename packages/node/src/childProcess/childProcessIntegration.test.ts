import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { getIsolationScope, withIsolationScope } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { init } from '../init';
import { type ChildProcessOptions, childProcessIntegration } from './childProcessIntegration';

let client: ReturnType<typeof init> | undefined;
afterEach(async () => {
  await client?.close();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

function begin(options?: ChildProcessOptions): void {
  client = init({ ...createTestkit().options, defaultIntegrations: [childProcessIntegration(options)] });
}
const ended = (child: ChildProcess): Promise<unknown> => new Promise(resolve => child.once('close', resolve));
/** The breadcrumbs of a context in which `start` was called, once the child has ended. */
function crumbsOf(start: () => ChildProcess) {
  return withIsolationScope(async scope => {
    await ended(start());
    return scope.getScopeData().breadcrumbs.map(({ timestamp: _, ...crumb }) => crumb);
  });
}
const node = (code: string) => () => spawn(process.execPath, ['-e', code], { stdio: 'ignore' });
const data = { spawnfile: process.execPath };

it('tells of a child that failed, in the context that started it, without its arguments', async () => {
  begin();
  const [failed, fine] = await Promise.all([crumbsOf(node('process.exit(3)')), crumbsOf(node(''))]);
  expect(failed).toEqual([{ category: 'child_process', message: "Child process exited with code '3'", level: 'warning', data }]);
  expect(fine).toEqual([]);
  expect(getIsolationScope().getScopeData().breadcrumbs).toEqual([]);
});

it('tells of a signal, and of one that exec started', async () => {
  begin();
  const killed = await crumbsOf(node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1e6)'));
  expect(killed).toMatchObject([{ message: 'Child process exited with SIGTERM', level: 'warning' }]);
  expect(await crumbsOf(() => execFile(process.execPath, ['-e', 'process.exit(4)'], () => {}))).toMatchObject([{ data }]);
});

it('tells of a child that could not start, and handles no error in the application’s place', async () => {
  begin();
  const start = (): ChildProcess => spawn('/nowhere/nothing').on('error', () => {});
  expect(await crumbsOf(start)).toMatchObject([{ level: 'error', message: expect.stringContaining('ENOENT') }]);
  const child = spawn('/nowhere/nothing');
  expect(child.listenerCount('error')).toBe(0);
  child.on('error', () => {});
  await ended(child);
});

it('shows arguments when asked', async () => {
  begin({ includeChildProcessArgs: true });
  const [crumb] = await crumbsOf(node('process.exit(1)'));
  expect(crumb?.data).toEqual({ ...data, spawnargs: [process.execPath, '-e', 'process.exit(1)'] });
});

it('close() ends it', async () => {
  begin();
  await client?.close();
  expect(await crumbsOf(node('process.exit(3)'))).toEqual([]);
});
