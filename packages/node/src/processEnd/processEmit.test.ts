import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { tapProcessEmit } from './processEmit';

const EVENT = 'vigil-test-event';
type Emit = typeof process.emit;

// the test runner may have patched it, too
const initial = Object.getOwnPropertyDescriptor(process, 'emit');
const now = () => Object.getOwnPropertyDescriptor(process, 'emit');
let seen: unknown[][];
let stop: () => void;
const start = () => {
  stop = tapProcessEmit({ before: (name, args) => name === EVENT && seen.push(args) });
};
beforeEach(() => {
  seen = [];
});
afterEach(() => {
  stop();
  process.removeAllListeners(EVENT);
});

it('sees what is emitted, passes it on, and is no listener', () => {
  start();
  expect(process.listenerCount(EVENT)).toBe(0);
  expect(process.emit(EVENT as 'exit', 1)).toBe(false);
  const listener = vi.fn();
  process.on(EVENT, listener);
  expect(process.emit(EVENT as 'exit', 2)).toBe(true);
  expect(listener).toHaveBeenCalledWith(2);
  expect(seen).toEqual([[1], [2]]);
});

it('is the same function each time it is read, with the shape of what stands below', () => {
  const { name, length } = process.emit;
  start();
  expect(process.emit).toBe(process.emit);
  expect([process.emit.name, process.emit.length]).toEqual([name, length]);
});

it('shows in no listing of process, and is gone when undone', () => {
  const keys = Object.keys(process);
  start();
  expect(now()).not.toEqual(initial);
  expect(Object.keys(process)).toEqual(keys);
  stop();
  expect(now()).toEqual(initial);
});

it('somebody who kept the first emit, patches and puts it back neither bypasses nor ends us', () => {
  const kept = process.emit;
  start();
  const patch = vi.fn(function patched(this: unknown, ...args: unknown[]) {
    return Reflect.apply(kept, this, args);
  });
  process.emit = patch as unknown as Emit;
  process.emit(EVENT as 'exit', 1);
  expect(patch).toHaveBeenCalledTimes(1);
  expect(seen).toEqual([[1]]);
  process.emit = kept;
  process.emit(EVENT as 'exit', 2);
  expect(seen).toEqual([[1], [2]]);
});

it('somebody who patches over ours: one emission is seen once, and after the undo the patch still works', () => {
  start();
  const ours = process.emit;
  const patch = vi.fn(function patched(this: unknown, ...args: unknown[]) {
    return Reflect.apply(ours, this, args);
  });
  process.emit = patch as unknown as Emit;
  process.emit(EVENT as 'exit', 1);
  expect(seen).toEqual([[1]]);
  stop();
  expect(process.emit).toBe(patch);
  process.emit(EVENT as 'exit', 2);
  expect([patch.mock.calls.length, seen.length]).toEqual([2, 1]);
  if (initial) Object.defineProperty(process, 'emit', initial);
  else Reflect.deleteProperty(process, 'emit');
});

it('put back by whoever patched over ours: the undo leaves nothing', () => {
  start();
  const ours = process.emit;
  process.emit = (() => true) as unknown as Emit;
  process.emit = ours;
  stop();
  expect(now()).toEqual(initial);
});

it('an emission inside another is seen too', () => {
  start();
  process.once(EVENT, () => process.emit(EVENT as 'exit', 2));
  process.emit(EVENT as 'exit', 1);
  expect(seen).toEqual([[1], [2]]);
});

it('who asks is told that a listener threw', () => {
  const told = vi.fn();
  stop = tapProcessEmit({ threw: told });
  process.once(EVENT, () => {});
  process.emit(EVENT as 'exit', 1);
  expect(told).not.toHaveBeenCalled();
  process.once(EVENT, () => {
    throw new Error('listener');
  });
  expect(() => process.emit(EVENT as 'exit', 2)).toThrow('listener');
  expect(told.mock.calls).toEqual([[EVENT]]);
});

it('what a listener throws comes through, and the next emission is seen', () => {
  start();
  const error = new Error('listener');
  process.once(EVENT, () => {
    throw error;
  });
  expect(() => process.emit(EVENT as 'exit', 1)).toThrow(error);
  process.emit(EVENT as 'exit', 1);
  expect(seen).toHaveLength(2);
});
