import { EventEmitter } from 'node:events';
import { getCurrentHub, getIsolationScope, setTag, withIsolationScope } from '@vigil/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startAsyncContext } from './asyncContext';

let stop: () => void;
beforeEach(() => {
  stop = startAsyncContext();
});
afterEach(() => stop());

const tag = (): unknown => getIsolationScope().getScopeData().tags['who'];

describe('a context', () => {
  it('follows timers, promises and callbacks, and hub.bind carries it where nothing does', async () => {
    const shared = new EventEmitter();
    const seenBy = (who: string) =>
      withIsolationScope(async () => {
        setTag('who', who);
        const seen: unknown[] = [];
        shared.on(
          'data',
          getCurrentHub().bind(() => void seen.push(tag())),
        );
        await new Promise(resolve => setTimeout(resolve, 1));
        seen.push(tag());
        await new Promise(resolve => setImmediate(resolve));
        seen.push(tag());
        await new Promise<void>(resolve => process.nextTick(() => queueMicrotask(resolve)));
        seen.push(tag());
        return seen;
      });
    const both = Promise.all([seenBy('A'), seenBy('B')]);
    shared.emit('data');
    expect(await both).toEqual([Array(4).fill('A'), Array(4).fill('B')]);
    expect(tag()).toBeUndefined();
  });
});
