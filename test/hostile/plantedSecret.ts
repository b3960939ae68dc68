import type { Random } from './random';

/** Of every planted secret; short, so that what cuts texts does not cut it in two. */
export const CANARY = 'cnry7f3a9';

type Plant = () => unknown;
const bag = { password: CANARY, config: { headers: { Authorization: `Bearer ${CANARY}0123456789` } } };

const rawHeaders = ['Host', 'a.example', 'Cookie', CANARY];

/**
 * Pairs that tell nothing once they are one text. As the key of a tag, or as the name of an error, JavaScript itself joins a list:
 * `cookie,x,1` is no pair any more, and no scrubber can know that it was. The list itself is what it was: no copy asks for `toString`.
 */
function unjoinable<T extends object>(list: T): T {
  return Object.defineProperty(list, 'toString', { value: () => '[list]' });
}

/** Each is known by its key or its shape alone. */
const PLANTS: readonly Plant[] = [
  () => ({ password: CANARY, deep: [{ apiKey: { inner: [CANARY] } }] }),
  () => new Map<unknown, unknown>([['secret', CANARY]]),
  () => new Set([`password=${CANARY}`]),
  () => Object.assign(new Error(`Bearer ${CANARY}0123456789`), bag),
  () => JSON.stringify({ body: JSON.stringify(bag) }),
  () => JSON.stringify(bag).slice(0, -9),
  () => JSON.stringify({ response: { rawHeaders } }).slice(0, -3),
  () => JSON.stringify({ body: JSON.stringify({ rawHeaders: [...rawHeaders, 'Accept', '*/*'] }).slice(0, -6) }).slice(0, -1),
  () => JSON.stringify([['x', 1], rawHeaders.slice(2)]).slice(0, -2),
  () => unjoinable([unjoinable(['cookie', CANARY]), ['x', 1]]),
  // by the key alone: a list that loses it, as a tag does, is any list
  () => ({ response: { rawHeaders: unjoinable([...rawHeaders]) } }),
  () => ({ toJSON: () => bag }),
  () => Object.create(null, { token: { value: CANARY, enumerable: true } }),
  () =>
    Object.freeze({
      get cookie() {
        return CANARY;
      },
    }),
  () => new Proxy({ session_id: CANARY }, {}),
  () => `https://joe:${CANARY}@a.example/p?x=${CANARY}#access_token=${CANARY}`,
  () => `a=1&password=${CANARY}&b=2`,
  () => `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----`,
  () => `eyJhbGciOiJIUzI1NiJ9.${CANARY}.${CANARY}`,
  () => `ghp_${CANARY}0123456789abcdef`,
  () => `${CANARY}@example.com`,
];

export const plantedSecret = (random: Random): unknown => random.pick(PLANTS)();

/** What says of itself what it is, or whose the event is: exempt, whatever an application puts there. */
const EXEMPT = new Set([
  ...[
    'event_id',
    'timestamp',
    'platform',
    'level',
    'type',
    'server_name',
    'release',
    'environment',
    'sdk',
    'debug_meta',
    'modules',
    'dist',
  ],
  ...[
    'filename',
    'abs_path',
    'function',
    'module',
    'trace_id',
    'span_id',
    'parent_span_id',
    'id',
    'email',
    'username',
    'name',
    'ip_address',
    'user.id',
    'user.email',
    'user.name',
  ],
]);

/** What stands around the first one that left, in the JSON of an item. */
export function leakOf(json: string): string | undefined {
  if (!json.includes(CANARY)) return undefined;
  const rest = JSON.stringify(JSON.parse(json), (key, value) => (EXEMPT.has(key) ? undefined : value));
  const at = rest.indexOf(CANARY);
  return at < 0 ? undefined : rest.slice(Math.max(0, at - 80), at + 20);
}
