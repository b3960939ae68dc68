import { describe, expect, it } from 'vitest';
import { copyShape } from './copyShape';
import { originalOf, wrapMethod } from './wrap';

const plain = () => 'plain';
const wrapped = () => {
  const target = { call: plain };
  const undo = wrapMethod(target, 'call', original => () => `around ${original()}`);
  return { target, undo };
};

describe('the original of a wrapper', () => {
  it('is what stood there first, however often it is wrapped', () => {
    const { target } = wrapped();
    expect(originalOf(target.call)).toBe(plain);
    wrapMethod(target, 'call', original => copyShape(original, () => original()));
    expect([originalOf(target.call), target.call()]).toEqual([plain, 'around plain']);
    expect(originalOf(plain)).toBe(plain);
  });

  it.each([
    ['a Proxy of ours', (ours: () => string) => new Proxy(ours, {})],
    ['what inherits from ours', (ours: () => string) => Object.setPrototypeOf(() => ours(), ours) as () => string],
    [
      'what has all that ours has',
      (ours: () => string) => Object.defineProperties(() => ours(), Object.getOwnPropertyDescriptors(ours)) as () => string,
    ],
  ])('is, of %s, itself; wrapped again it is called and can be put back', (_name, make) => {
    const { target } = wrapped();
    const theirs = make(target.call) as () => string;
    target.call = theirs;
    expect(originalOf(theirs)).toBe(theirs);
    const undo = wrapMethod(target, 'call', original => copyShape(original, () => `${originalOf(original) === theirs} ${original()}`));
    expect([originalOf(target.call), target.call()]).toEqual([theirs, 'true around plain']);
    undo();
    expect(target.call).toBe(theirs);
  });
});
