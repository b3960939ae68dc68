import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bindScopeToEmitter,
  getCurrentScope,
  getIsolationScope,
  type Hub,
  Scope,
  setContextPort,
  setTag,
  withIsolationScope,
  withScope,
} from './index';

beforeEach(() => {
  const storage = new AsyncLocalStorage<Hub>();
  setContextPort({ get: () => storage.getStore(), run: (hub, fn) => storage.run(hub, fn) });
});
afterEach(() => setContextPort(undefined));

const tag = (): unknown => getIsolationScope().getScopeData().tags['who'];
/** An emitter bound while A is served. */
function boundByA(): EventEmitter {
  const emitter = new EventEmitter();
  withIsolationScope(() => {
    setTag('who', 'A');
    bindScopeToEmitter(emitter);
  });
  return emitter;
}

describe('bindScopeToEmitter', () => {
  it.each(['on', 'addListener', 'prependListener', 'once', 'prependOnceListener'] as const)(
    '%s: the listener runs in the context of then',
    add => {
      const emitter = boundByA();
      const seen: unknown[] = [];
      emitter[add]('data', function (this: unknown, value: number) {
        seen.push(tag(), value, this === emitter);
      });
      withIsolationScope(() => {
        setTag('who', 'B');
        emitter.emit('data', 7);
        expect(tag()).toBe('B');
      });
      expect(seen).toEqual(['A', 7, true]);
    },
  );

  it('once is once, and each is called in its place', () => {
    const emitter = boundByA();
    const order: string[] = [];
    emitter.on('x', () => order.push('on'));
    emitter.once('x', () => order.push('once'));
    emitter.prependOnceListener('x', () => order.push('first'));
    emitter.emit('x');
    emitter.emit('x');
    expect(order).toEqual(['first', 'on', 'once', 'on']);
    expect(emitter.listenerCount('x')).toBe(1);
  });

  it.each(['removeListener', 'off'] as const)('%s finds the originals', remove => {
    const emitter = boundByA();
    const listener = (): void => {};
    emitter.on('x', listener).once('x', listener);
    expect(emitter.listeners('x')).toEqual([listener, listener]);
    emitter[remove]('x', listener);
    emitter[remove]('x', listener);
    expect(emitter.listenerCount('x')).toBe(0);
  });

  it('takes the scope it is given', () => {
    const scope = new Scope();
    const emitter = bindScopeToEmitter(new EventEmitter(), scope);
    let seen: unknown;
    emitter.on('x', () => {
      seen = getCurrentScope();
    });
    withScope(() => emitter.emit('x'));
    expect(seen).toBe(scope);
  });

  it('what a listener throws passes through', () => {
    const error = new Error('mine');
    const emitter = boundByA().on('x', () => {
      throw error;
    });
    expect(() => emitter.emit('x')).toThrow(error);
  });

  it('gives back what is no emitter, and refuses no listener that the emitter would not', () => {
    for (const other of [{}, [], null, undefined, { on: 1 }] as object[]) expect(bindScopeToEmitter(other)).toBe(other);
    const refused = { code: 'ERR_INVALID_ARG_TYPE' };
    for (const add of ['on', 'once'] as const) expect(() => boundByA()[add]('x', 7 as never)).toThrow(expect.objectContaining(refused));
  });
});
