import { expect, test } from 'vitest';
import { titleFrom } from './titleFrom';

test.each([
  ['Uncaught TypeError: x is not a function', 'TypeError', 'x is not a function'],
  ['Uncaught Error: no', 'Error', 'no'],
  ['uncaught exception: no', 'Error', 'no'],
  ['ReferenceError: x is not defined', 'ReferenceError', 'x is not defined'],
  ['Uncaught NotFoundError: gone', 'Error', 'NotFoundError: gone'],
  ['Uncaught two\nlines', 'Error', 'two\nlines'],
  ['Script error.', 'Error', 'Script error.'],
  ['', 'Error', ''],
])('%j is a %s that says %j', (message, type, value) => {
  expect(titleFrom(message)).toEqual({ type, value });
});
