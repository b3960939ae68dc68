import { ENDLESS } from './endlessValues';
import { ERRORS } from './hostileErrors';
import { OBJECTS } from './hostileObjects';
import { hostileText } from './hostileTexts';
import { plantedSecret } from './plantedSecret';
import type { Random } from './random';

type Make = (random: Random) => unknown;

function detached(): ArrayBuffer {
  const buffer = new ArrayBuffer(8);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

const LEAVES: readonly Make[] = [
  () => undefined,
  () => null,
  random => random.pick([0, -0, Number.NaN, Infinity, -Infinity, 1e308, 2 ** 53, -1, 0.1, true, false]),
  random => random.pick([0n, -1n, 10n ** 400n, 2n ** 100_000n]),
  random => random.pick([Symbol('named'), Symbol(), Symbol.iterator, Symbol.for('x'.repeat(5_000))]),
  hostileText,
  hostileText,
  plantedSecret,
  plantedSecret,
  random => random.pick([() => {}, class {}, class Named {}, function* named() {}, async () => {}, Math.max, Proxy]),
  random => new Date(random.pick([Number.NaN, 0, 8.64e15, -8.64e15])),
  random => random.pick([/x/, /(?:)/gy, new RegExp('['.replace('[', '\\[').repeat(500))]),
  random => random.pick([Object(1n), Object(Symbol('boxed')), Object('boxed'), Object(Number.NaN), Object(false)]),
  random => random.pick([new Float32Array(3), new ArrayBuffer(9), new DataView(new ArrayBuffer(2)), Buffer.from('ab')]),
  () => detached(),
  () => handled(Promise.reject(new Error('rejected'))),
  () => new Promise(() => {}),
  random =>
    random.pick([new WeakMap(), new WeakSet(), new WeakRef({}), new URL('http://u:p@h/?token=t'), new Headers(), new Intl.Collator()]),
];

/** One in so many fills the budget whatever it is; they cost a hundred times the others. */
const ENDLESS_ONE_IN = 60;

/** Anything at all: a leaf, or an object or error that holds another such value, at most `depth` deep. */
export function hostileValue(random: Random, depth = 2): unknown {
  const kind = random.below(10);
  const inner = depth > 0 && kind > 2 ? hostileValue(random, depth - 1) : undefined;
  if (random.oneIn(ENDLESS_ONE_IN)) return random.pick(ENDLESS)(inner, random);
  if (depth === 0 || kind < 3) return random.pick(LEAVES)(random);
  return random.pick(kind < 7 ? OBJECTS : ERRORS)(inner, random);
}

export function hostileError(random: Random): unknown {
  return random.pick(ERRORS)(hostileValue(random, 1), random);
}
