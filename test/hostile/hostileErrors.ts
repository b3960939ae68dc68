import type { Random } from './random';

type Make = (inner: unknown, random: Random) => unknown;

const boom = (): never => {
  throw new RangeError('boom');
};
const withGetter = (key: string, get: () => unknown): Error => Object.defineProperty(new Error('getter'), key, { get, configurable: true });
const withField = (key: string, value: unknown): Error =>
  Object.defineProperty(new Error('field'), key, { value, configurable: true, enumerable: true });
const FIELDS = [
  'name',
  'message',
  'stack',
  'cause',
  'errors',
  'error',
  'suppressed',
  'toJSON',
  'code',
  'fingerprint',
  'framesToPop',
  'constructor',
  'then',
];

class Nameless extends Error {
  static override readonly name: string = 7 as unknown as string;
}
class Loud extends Error {
  override toString = boom;
  get code(): string {
    return boom();
  }
}

function ring(): Error {
  const first = new Error('first');
  const second = new AggregateError([first], 'second', { cause: first });
  first.cause = second;
  second.errors.push(second);
  return first;
}

/** Errors whose fields throw, lie or lead nowhere. */
export const ERRORS: readonly Make[] = [
  inner => Object.assign(new Error('with a cause', { cause: inner }), { message: inner }),
  (_inner, random) => withGetter(random.pick(FIELDS), boom),
  (inner, random) => withGetter(random.pick(FIELDS), () => inner),
  (inner, random) => withField(random.pick(FIELDS), inner),
  (_inner, random) => withField(random.pick(FIELDS), undefined),
  inner => Object.assign(new TypeError('with fields'), { code: inner, status: 500, [Symbol('hidden')]: inner, config: { headers: inner } }),
  inner => new AggregateError([inner, new Error('of many'), inner], 'many'),
  inner => Object.assign(new Error('no list'), { errors: inner }),
  () => ring(),
  () => new Nameless('class without a name'),
  inner => Object.assign(new Loud('loud'), { inner }),
  () => new (class extends Error {})('anonymous'),
  () => Object.freeze(new Error('frozen')),
  () => Object.create(Error.prototype),
  inner => Object.assign(Object.create(Error.prototype), { message: inner, name: inner, stack: inner }),
  inner => Object.setPrototypeOf({ inner, message: 'changed prototype' }, TypeError.prototype),
  inner => Object.setPrototypeOf(new Error('no prototype'), inner !== null && typeof inner === 'object' ? inner : null),
  () => new Proxy(new Error('in a proxy'), { get: boom }),
  () => new Proxy(new Error('in a proxy'), { getPrototypeOf: boom }),
  () => new Proxy(new Error('in a proxy'), {}),
  () => new DOMException('dom', 'AbortError'),
  inner => Object.assign(new Event('error'), { error: inner }),
  inner => ({ error: Object.assign(new Error('inside'), { inner }) }),
];
