import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useClient } from '../fixtures/useClient';
import { logger, metrics, setAttributes, setUser, type VigilOptions, withIsolationScope } from '../index';

interface Entry {
  body?: string;
  attributes: Record<string, unknown>;
}

const used = useClient();
const entries = () => [...used.kit.items('log'), ...used.kit.items('trace_metric')].flatMap(each => (each as { items: Entry[] }).items);

const key = fc.oneof(
  fc.constantFrom(
    'a',
    'password',
    'user.id',
    'user.email',
    'user.name',
    'sentry.release',
    'sentry.sdk.version',
    'sentry.timestamp.sequence',
  ),
  fc.constantFrom('__proto__', 'toString', 'api.key of ada@example.com', '\ud800'),
  fc.string(),
);
const value = fc.oneof(
  fc.constantFrom<unknown>(
    'shop@2',
    'postgres://app:hunter2@db/shop',
    '4111 1111 1111 1111',
    'x'.repeat(40_000),
    '\udc00',
    undefined,
    null,
    Number.NaN,
    10n,
  ),
  fc.constantFrom<unknown>([1, 2], [1, 'a'], { value: 3, unit: 'second' }, { password: 'hunter2' }, { value: { b: 1 }, unit: 'x' }),
  fc.jsonValue(),
  fc.integer(),
);
const attributes = fc.array(fc.tuple(key, value), { maxLength: 8 }).map(pairs => Object.fromEntries(pairs));
const member = fc.oneof(fc.constantFrom('ada', '', null), fc.integer());
const given = fc.record({
  own: attributes,
  scoped: attributes,
  user: fc.record({ id: member, email: member, username: member }, { requiredKeys: [] }),
});
type Given = typeof given extends fc.Arbitrary<infer T> ? T : never;

async function sentOf({ own, scoped, user }: Given, options: VigilOptions): Promise<Entry[]> {
  used.kit.reset();
  const client = used.start({ ...used.kit.options, ...options });
  withIsolationScope(() => {
    setUser(user as never);
    setAttributes(scoped as never);
    logger.info('from ada@example.com \ud800', own);
    metrics.count('orders', 1, { attributes: own });
  });
  await client.flush();
  return entries();
}

it('a hook that changes nothing changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(given, async each => {
      const plain = await sentOf(each, {});
      expect(plain).toHaveLength(2);
      const hooked = await sentOf(each, { beforeSendLog: log => log, beforeSendMetric: metric => ({ ...metric }) });
      for (const entry of [...plain, ...hooked]) Object.assign(entry, { timestamp: 0, trace_id: '' });
      expect(hooked).toEqual(plain);
      expect(plain[0]?.attributes['sentry.release']).toEqual({ value: 'shop@2', type: 'string' });
      expect(JSON.stringify(plain)).not.toContain('\\ud');
      // who it is stays as an application says
      const scrubbed = plain.map(entry => Object.entries(entry.attributes).filter(([name]) => !name.startsWith('user.')));
      expect(JSON.stringify(scrubbed)).not.toMatch(/hunter2|4111 1111/);
    }),
    { numRuns: 300 },
  );
});
