import { hostileValue } from './hostileValue';
import type { Random } from './random';

const KEYS = [
  'event_id',
  'timestamp',
  'platform',
  'level',
  'logger',
  'transaction',
  'server_name',
  'release',
  'dist',
  'environment',
  'message',
  'logentry',
  'exception',
  'breadcrumbs',
  'contexts',
  'tags',
  'extra',
  'user',
  'request',
  'fingerprint',
  'modules',
  'sdk',
  'debug_meta',
  '_meta',
  'type',
  '__proto__',
  'constructor',
  'toJSON',
];

function exceptionOf(value: unknown, random: Random): unknown {
  const frame = { filename: value, function: value, lineno: value, vars: value, context_line: value, pre_context: value, in_app: value };
  return random.pick([
    { values: value },
    { values: [value, { type: value, value }] },
    { values: [{ type: 'Error', value, stacktrace: value, mechanism: value }] },
    { values: [{ type: value, value: 'v', stacktrace: { frames: value } }] },
    { values: [{ type: 'Error', value: 'v', mechanism: { type: value, data: value }, stacktrace: { frames: [frame, value, frame] } }] },
    {
      values: Array.from({ length: random.oneIn(20) ? 60 : 3 }, () => ({
        type: 'E',
        value,
        stacktrace: { frames: Array.from({ length: 60 }, () => frame) },
      })),
    },
  ]);
}

/** An event of the protocol's shape whose fields are anything but what the protocol says. */
export function hostileEvent(random: Random): unknown {
  if (random.oneIn(8)) return hostileValue(random);
  const event: Record<string, unknown> = {};
  for (let n = 1 + random.below(4); n > 0; n--) {
    const value = hostileValue(random, 1);
    const key = random.pick(KEYS);
    Object.defineProperty(event, key, {
      value: key === 'exception' ? exceptionOf(value, random) : random.pick([value, [value], { key: value, data: value }]),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return random.oneIn(10) ? Object.freeze(event) : event;
}
