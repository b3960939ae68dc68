import { hugeText } from './hostileTexts';
import type { Random } from './random';

type Make = (inner: unknown, random: Random) => unknown;

/** Has every key you ask for, and behind each the same again. */
function bottomless(): object {
  return new Proxy(() => {}, {
    get: (_target, key) => (key === Symbol.toPrimitive || key === 'then' ? undefined : bottomless()),
    ownKeys: () => ['a', 'b', 'prototype'],
    getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true, writable: true }),
    has: () => true,
  });
}

function nested(depth: number, leaf: unknown): unknown {
  let value = leaf;
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { value };
  return value;
}

function wide(count: number, leaf: unknown): object {
  const object: Record<string, unknown> = {};
  for (let n = 0; n < count; n++) object[`key${n}`] = leaf;
  return object;
}

const large = new Float64Array(1_000_000);
const bytes = new Uint8Array(8_000_000);
const WORLD = [globalThis, process, console, Math, JSON, Reflect, Object.prototype, Error.prototype, Array.prototype, Function.prototype];

function* endless(): Generator<number> {
  for (;;) yield 1;
}
function chain(length: number, end: unknown): Error {
  let error = new Error('innermost', { cause: end });
  for (let n = 0; n < length; n++) error = new Error(`level ${n}`, { cause: error });
  return error;
}
function stackOf(lines: number, line: string): Error {
  return Object.defineProperty(new Error('made'), 'stack', { value: `Error: made\n${`    at ${line}\n`.repeat(lines)}` });
}

/** Values that fill any budget: longer, wider, deeper than anybody may read. */
export const ENDLESS: readonly Make[] = [
  () => bottomless(),
  () => new Proxy([], { get: (_target, key) => (key === 'length' ? 2 ** 31 : 1) }),
  () => Object.assign([], { length: 2 ** 32 - 1 }),
  inner => Object.assign([], { 3: inner, 70000: 1 }),
  inner => Object.assign(new Map(), { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: [inner, inner] }) }) }),
  () => new Set(Array.from({ length: 3_000 }, (_, n) => n)),
  () => endless(),
  (inner, random) => nested(random.pick([200, 2_000, 20_000]), inner),
  (inner, random) => wide(random.pick([300, 2_000, 20_000]), inner),
  inner => Object.fromEntries([['k'.repeat(100_000), inner]]),
  (_inner, random) => random.pick([large, bytes, new SharedArrayBuffer(9), Buffer.alloc(1_000_000)]),
  (_inner, random) => (random.oneIn(10) ? hugeText() : 'ä'.repeat(100_000)),
  (_inner, random) => random.pick(WORLD),
  (inner, random) => chain(random.pick([12, 3_000]), inner),
  inner => new AggregateError(Array.from({ length: 500 }, () => inner)),
  (_inner, random) => stackOf(random.pick([60, 20_000]), 'f (/srv/app.js:1:1)'),
  () => stackOf(300, `${'('.repeat(400)} [as ${'x'.repeat(400)}]`),
  () => stackOf(1, 'a'.repeat(100_000)),
];
