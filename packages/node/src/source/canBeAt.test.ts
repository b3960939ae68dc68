import { expect, test } from 'vitest';
import { canBeAt } from './canBeAt';

test.each([
  ['  throw new Error(x);', 9],
  ['  cart.pay();', 8],
  ['pay();', 1],
  ['  this.#pay();', 12],
  ['pay()', 6],
  ['pay()', 0],
])('%j can be named at column %i', (line, column) => expect(canBeAt(line, column)).toBe(true));

test.each([
  ['  throw new Error(x);', 10],
  ['  throw new Error(x);', 1],
  ['  cart.pay();', 10],
  ['pay()', 9],
  ['', 2],
])('%j cannot be named at column %i', (line, column) => expect(canBeAt(line, column)).toBe(false));
