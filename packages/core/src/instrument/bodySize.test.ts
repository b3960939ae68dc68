import { expect, it } from 'vitest';
import { bodySize } from './bodySize';

it.each([
  ['grüße', 7],
  ['', 0],
  [new URLSearchParams({ a: 'b c' }), 5],
  [new Blob(['four']), 4],
  [new ArrayBuffer(8), 8],
  [new Uint16Array(3), 6],
  [undefined, undefined],
  [null, undefined],
  [new FormData(), undefined],
  [new ReadableStream(), undefined],
  [{ size: 'large' }, undefined],
])('of %o is %s', (body, bytes) => {
  expect(bodySize(body)).toBe(bytes);
});
