import { AsyncLocalStorage } from 'node:async_hooks';
import { carrier } from '@vigil/core';
import { expect, it, vi } from 'vitest';

it('copies of this package share one storage, which stays until the last of them stops', async () => {
  const first = await import('./asyncContext');
  vi.resetModules();
  const second = await import('./asyncContext');
  expect(second.startAsyncContext).not.toBe(first.startAsyncContext);
  const stops = [first.startAsyncContext(AsyncLocalStorage), second.startAsyncContext(AsyncLocalStorage)];
  const { port } = carrier();
  stops[0]?.();
  stops[0]?.();
  expect(carrier().port).toBe(port);
  stops[1]?.();
  expect(carrier().port).toBeUndefined();
});

it('stays with the context that another package keeps', async () => {
  const { startAsyncContext } = await import('./asyncContext');
  const port = { get: () => undefined, run: <T>(_hub: unknown, fn: () => T) => fn() };
  carrier().port = port;
  startAsyncContext(AsyncLocalStorage)();
  expect(carrier().port).toBe(port);
  carrier().port = undefined;
});
