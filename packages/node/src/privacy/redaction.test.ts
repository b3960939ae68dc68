import { createHmac } from 'node:crypto';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import {
  captureException,
  createClient,
  type Event,
  endSession,
  identifySession,
  type SerializedSession,
  startSession,
  type VigilOptions,
  withIsolationScope,
} from '../index';

type Scrub = Exclude<VigilOptions['scrub'], false | undefined>;

const hashed = (text: string, salt = 'pepper') => createHmac('sha256', salt).update(text).digest('hex').slice(0, 16);

function start(scrub: Scrub | undefined, options: VigilOptions = {}) {
  const kit = createTestkit();
  const warnings: string[] = [];
  const client = createClient({
    ...kit.options,
    includeServerName: false,
    logger: { warn: line => void warnings.push(String(line)) },
    ...(scrub && { scrub }),
    ...options,
  });
  async function send(event: Event): Promise<Event & { _meta?: unknown }> {
    client.captureEvent(event);
    await client.flush();
    return kit.events().at(-1) as Event;
  }
  return { client, kit, send, warnings };
}
const twoErrors = (a: string, b: string): Event => ({
  exception: {
    values: [
      { type: 'A', value: a },
      { type: 'B', value: b },
    ],
  },
});
const sent = (scrub: Scrub, event: Event) => start(scrub).send(event);

afterEach(() => {
  delete process.env['VIGIL_HASH_SALT'];
});

describe('scrub.paths', () => {
  it.each<[path: string, event: Event, after: object]>([
    [
      'request.data.card.*',
      { request: { data: { card: { owner: 'joe', year: 2030 }, x: 1 } } },
      { request: { data: { card: { owner: '[Filtered]', year: '[Filtered]' }, x: 1 } } },
    ],
    ['request.data.card', { request: { data: { card: { owner: 'joe' } } } }, { request: { data: { card: '[Filtered]' } } }],
    ['request.data', { request: { data: { a: 1 } } }, { request: { data: '[Filtered]' } }],
    [
      'extra.**.ssn2',
      { extra: { a: { b: [{ ssn2: 'x', y: 2 }] }, ssn2: 'z' } },
      { extra: { a: { b: [{ ssn2: '[Filtered]', y: 2 }] }, ssn2: '[Filtered]' } },
    ],
    ['exception.values.0.value', twoErrors('a', 'b'), twoErrors('[Filtered]', 'b')],
    ['exception.values.*.value', twoErrors('a', 'b'), twoErrors('[Filtered]', '[Filtered]')],
    ['user.email', { user: { id: 1, email: 'joe@example.com' } }, { user: { id: 1, email: '[Filtered]' } }],
    ['tags.tenant', { tags: { tenant: 't1', other: 'o' } }, { tags: { tenant: '[Filtered]', other: 'o' } }],
    ['contexts.order.total', { contexts: { order: { total: 5, id: 7 } } }, { contexts: { order: { total: '[Filtered]', id: 7 } } }],
    [
      'breadcrumbs.*.data.x',
      { breadcrumbs: [{ message: 'm', data: { x: 1, y: 2 } }] },
      { breadcrumbs: [{ message: 'm', data: { x: '[Filtered]', y: 2 } }] },
    ],
    [
      'exception.values.*.stacktrace.frames.*.vars.row',
      { exception: { values: [{ type: 'A', stacktrace: { frames: [{ function: 'f', lineno: 1, vars: { row: 'r', n: 1 } }] } }] } },
      { exception: { values: [{ stacktrace: { frames: [{ function: 'f', lineno: 1, vars: { row: '[Filtered]', n: 1 } }] } }] } },
    ],
    [
      'request.headers.X-Customer',
      { request: { headers: { 'x-customer': 'joe' } } },
      { request: { headers: { 'x-customer': '[Filtered]' } } },
    ],
    [
      'extra.list.*.name',
      { extra: { list: [['name', 'joe'], { name: 'ann' }] } },
      { extra: { list: [['name', 'joe'], { name: '[Filtered]' }] } },
    ],
    [
      'request.query_string.who',
      {
        request: {
          query_string: [
            ['who', 'joe'],
            ['page', '2'],
          ] as never,
        },
      },
      {
        request: {
          query_string: [
            ['who', '[Filtered]'],
            ['page', '2'],
          ],
        },
      },
    ],
    [
      'breadcrumbs.*.data.http.note',
      { breadcrumbs: [{ data: { 'http.note': 'x', 'http.other': 'y' } }] },
      { breadcrumbs: [{ data: { 'http.note': '[Filtered]', 'http.other': 'y' } }] },
    ],
  ])('%s', async (path, event, after) => expect(await sent({ paths: [path] }, event)).toMatchObject(after));

  it('reach JSON in texts, several levels of it, and pairs in texts that are none', async () => {
    const inner = JSON.stringify({ card: { owner: 'joe' }, x: 1 });
    const { request, extra } = await sent(
      { paths: ['request.data.card.owner', 'extra.a.deep.card.*', 'extra.cut.card.owner', 'extra.form.owner'] },
      {
        request: { data: inner },
        extra: { a: JSON.stringify({ deep: inner }), cut: '{"card":{"owner":"joe","x":"', form: 'owner=joe&x=1' },
      },
    );
    expect(JSON.parse(`${request?.data}`)).toEqual({ card: { owner: '[Filtered]' }, x: 1 });
    expect(JSON.parse(JSON.parse(`${extra?.['a']}`).deep)).toEqual({ card: { owner: '[Filtered]' }, x: 1 });
    expect(extra?.['cut']).toBe('{"card":{"owner":[Filtered],"x":"');
    expect(extra?.['form']).toBe('owner=[Filtered]&x=1');
  });

  it('never take what the protocol needs', async () => {
    const trace = { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), op: 'http' };
    const error = {
      type: 'E',
      value: 'v',
      mechanism: { type: 'generic', handled: false },
      stacktrace: { frames: [{ filename: 'f', lineno: 3 }] },
    };
    const event = await sent(
      { paths: ['**'] },
      { exception: { values: [error] }, contexts: { trace }, extra: { a: 1 }, tags: { b: 'c' }, user: { id: 1 } },
    );
    expect(event).toMatchObject({
      event_id: expect.stringMatching(/^[\da-f]{32}$/),
      timestamp: expect.any(Number),
      platform: 'node',
      exception: {
        values: [
          { type: 'E', value: '[Filtered]', mechanism: { type: 'generic', handled: false }, stacktrace: { frames: [{ lineno: 3 }] } },
        ],
      },
      contexts: { trace },
      extra: { a: '[Filtered]' },
      tags: { b: '[Filtered]' },
    });
    expect(event.user).toEqual({});
  });

  it('are told in _meta as Relay writes it', async () => {
    const { _meta } = await sent({ paths: ['tags.tenant', 'extra.list.0'] }, { tags: { tenant: 't1' }, extra: { list: ['a', 'b'] } });
    expect(_meta).toEqual({
      tags: { tenant: { '': { rem: [['@vigil:path', 's']] } } },
      extra: { list: { 0: { '': { rem: [['@vigil:path', 's']] } } } },
    });
  });

  it.each([[''], ['a..b'], ['.a'], ['a.b*'], [5], [null], ['a.***']])(
    'a bad one (%j) is skipped with a warning, the others hold',
    async bad => {
      const { send, warnings } = start({ paths: [bad as string, 'extra.a'] });
      expect(warnings).toEqual([expect.stringContaining('V011')]);
      expect(await send({ extra: { a: 1 } })).toMatchObject({ extra: { a: '[Filtered]' } });
    },
  );

  it('leave the objects of the application as they are', async () => {
    const extra = { a: { b: 1 } };
    await sent({ paths: ['extra.a.b'], hash: { paths: ['extra.a'], salt: 's' } }, { extra });
    expect(extra).toEqual({ a: { b: 1 } });
  });

  it('hold for transactions, spans and feedback too', async () => {
    const { client, kit } = start({ paths: ['spans.*.data.who', 'contexts.trace.data.who', 'contexts.feedback.name'] });
    const span = { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), start_timestamp: 0, data: { who: 'joe' } };
    client.captureEvent({ type: 'transaction', transaction: 't', contexts: { trace: span }, spans: [span] });
    void client.sendEnvelope([{}, [[{ type: 'feedback' }, { contexts: { feedback: { name: 'joe', message: 'hi' } } }]]]);
    await client.flush();
    const text = JSON.stringify(kit.envelopes());
    expect(text).not.toContain('joe');
    expect(text.match(/@vigil:path/g)).toHaveLength(3);
  });
});

describe('scrub.hash', () => {
  it('gives the same 16 hex for the same value in every client, and never the value', async () => {
    const scrub = { hash: { paths: ['user.id', 'user.email', 'extra.n'], salt: 'pepper' } };
    for (let n = 0; n < 2; n++) {
      const event = await sent(scrub, { user: { id: '42', email: 'joe@example.com', username: 'joe' }, extra: { n: 42 } });
      expect(event).toMatchObject({
        user: { id: hashed('42'), email: hashed('joe@example.com'), username: 'joe' },
        extra: { n: hashed('42') },
      });
      expect(event._meta).toEqual({
        user: { id: { '': { rem: [['@vigil:hash', 'p']] } }, email: { '': { rem: [['@vigil:hash', 'p']] } } },
        extra: { n: { '': { rem: [['@vigil:hash', 'p']] } } },
      });
    }
  });

  it('is of the value itself, not of what detectors and key rules would have made of it', async () => {
    const event = await sent(
      { hash: { paths: ['extra.mail', 'extra.sessionId', 'request.cookies.*', 'extra.bag'], salt: 'pepper' } },
      {
        extra: { mail: 'to joe@example.com', sessionId: 's1', bag: { password: 'p', list: [1, null] } },
        request: { cookies: { sid: 'c1' } },
      },
    );
    expect(event).toMatchObject({
      extra: { mail: hashed('to joe@example.com'), sessionId: hashed('s1'), bag: { password: hashed('p'), list: [hashed('1'), null] } },
      request: { cookies: { sid: hashed('c1') } },
    });
  });

  it('reaches JSON in texts', async () => {
    const { request } = await sent(
      { hash: { paths: ['request.data.mail'], salt: 'pepper' } },
      { request: { data: '{"mail":"joe@example.com"}' } },
    );
    expect(request?.data).toBe(JSON.stringify({ mail: hashed('joe@example.com') }));
  });

  it('takes its salt from VIGIL_HASH_SALT', async () => {
    process.env['VIGIL_HASH_SALT'] = 'sea';
    expect(await sent({ hash: { paths: ['user.id'] } }, { user: { id: 'joe' } })).toMatchObject({ user: { id: hashed('joe', 'sea') } });
  });

  it('without a salt removes the value and says so once', async () => {
    const { send, warnings } = start({ hash: { paths: ['user.id', 'extra.*'] } });
    for (let n = 0; n < 2; n++) {
      const event = await send({ user: { id: 'joe', username: 'u' }, extra: { a: 'x' } });
      expect(event).toMatchObject({ user: { username: 'u' }, _meta: { user: { id: { '': { rem: [['@vigil:hash', 'x']] } } } } });
      expect(event.user).not.toHaveProperty('id');
    }
    expect(warnings).toEqual([expect.stringContaining('V057')]);
  });

  it('an address is removed: servers take none that is a hash', async () => {
    const { user } = await sent({ hash: { paths: ['user.*'], salt: 's' } }, { user: { id: 1, ip_address: '192.0.2.1' } });
    expect(user).toEqual({ id: hashed('1', 's') });
  });
});

describe('scrub.ip', () => {
  const addresses: Event = {
    user: { id: 1, ip_address: '203.0.113.77' },
    request: {
      env: { REMOTE_ADDR: '203.0.113.77' },
      headers: { 'x-forwarded-for': '203.0.113.77, 2001:db8:85a3::8a2e:370:7334', forwarded: 'for="[2001:db8:85a3::1]:4711"' },
    },
    contexts: { trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), data: { 'client.address': '203.0.113.77' } } },
  };

  it('not given leaves alone what the application set', async () => {
    expect(await start(undefined).send(addresses)).toMatchObject({ user: addresses.user });
  });

  it('none takes every one out', async () => {
    const event = await sent({ ip: 'none' }, addresses);
    expect(JSON.stringify(event)).not.toMatch(/203\.0\.113|2001:db8/);
    expect(event._meta).toMatchObject({ user: { ip_address: { '': { rem: [['@vigil:ip', 'x']] } } } });
  });

  it('truncated keeps /24 and /48', async () => {
    const event = await sent({ ip: 'truncated' }, addresses);
    expect(event).toMatchObject({
      user: { ip_address: '203.0.113.0' },
      request: {
        env: { REMOTE_ADDR: '203.0.113.0' },
        headers: { 'x-forwarded-for': '203.0.113.0, 2001:db8:85a3::', forwarded: 'for="[2001:db8:85a3::]:4711"' },
      },
      contexts: { trace: { data: { 'client.address': '203.0.113.0' } } },
      sdk: { settings: { infer_ip: 'never' } },
    });
    expect(event._meta).toMatchObject({ user: { ip_address: { '': { rem: [['@vigil:ip', 's']] } } } });
  });

  it('truncated takes out what is no address: `{{auto}}` would have the server fill in a whole one', async () => {
    const { user } = await sent({ ip: 'truncated' }, { user: { id: 1, ip_address: '{{auto}}' } });
    expect(user).toEqual({ id: 1 });
  });

  it('full leaves all of it', async () => expect(await sent({ ip: 'full' }, addresses)).toMatchObject(addresses));

  it('another word is refused', () => expect(start({ ip: 'some' as never }).warnings).toEqual([expect.stringContaining('V007 scrub.ip')]));
});

describe('sessions', () => {
  async function session(scrub: Scrub | undefined) {
    const { client, kit } = start(scrub, { release: 'r@1' });
    const attrs = { ip_address: '203.0.113.77', user_agent: 'x token=abc123' };
    void client.sendEnvelope([{}, [[{ type: 'session' }, { sid: 'a'.repeat(32), status: 'ok', did: 'joe', attrs }]]]);
    await client.flush();
    return kit.items('session')[0] as { sid: string; did?: string; attrs: Record<string, string> };
  }

  it('keep their own id and who the application says it is', async () => {
    expect(await session(undefined)).toMatchObject({
      sid: expect.stringMatching(/^[\da-f]{32}$/),
      did: 'joe',
      attrs: { ip_address: '203.0.113.77', user_agent: 'x token=[Filtered]' },
    });
  });

  it('hash who as events do, and cut the address', async () => {
    expect(await session({ hash: { paths: ['user.id'], salt: 'pepper' }, ip: 'truncated' })).toMatchObject({
      did: hashed('joe'),
      attrs: { ip_address: '203.0.113.0' },
    });
  });

  it.each<[string, string[], string]>([
    ['hashed', ['user.id'], hashed('joe')],
    ['whole, where only the e-mail is hashed', ['user.email'], 'joe'],
  ])('that are started show the user as events do: %s', async (_case, paths, shown) => {
    const { client, kit } = start({ hash: { paths, salt: 'pepper' } }, { release: 'r@1' });
    client.run(() =>
      withIsolationScope(scope => {
        scope.setUser({ id: 'joe', email: 'joe@example.com' });
        startSession();
        captureException(new Error('e'));
        endSession();
        startSession({ did: 'ann' });
        endSession();
        scope.setUser(null);
        startSession();
        scope.setUser({ id: 'joe', email: 'joe@example.com' });
        identifySession();
        endSession();
      }),
    );
    await client.flush();
    expect(kit.events()[0]?.user?.id).toBe(shown);
    const dids = (kit.items('session') as SerializedSession[]).map(({ did }) => did);
    expect(dids).toEqual([shown, shown, hashed('ann'), shown]);
  });

  it('lose both when they are to go', async () => {
    const { did, attrs } = await session({ paths: ['user.id'], ip: 'none' });
    expect([did, attrs['ip_address']]).toEqual([undefined, undefined]);
    expect((await session({ hash: { paths: ['user.email'] } })).did).toBeUndefined();
  });
});

describe('envelopes made by hand', () => {
  it('pass the same scrubber, whatever the item', async () => {
    const { client, kit } = start(undefined);
    const secret = { password: 'hunter2', note: 'Bearer abc123def456' };
    const event = { event_id: 'c'.repeat(32), extra: secret };
    void client.sendEnvelope([
      {},
      [
        [{ type: 'event' }, event],
        [{ type: 'check_in' }, { check_in_id: 'd'.repeat(32), monitor_slug: 'nightly', status: 'ok', contexts: { state: secret } }],
        [{ type: 'user_report', length: 5 }, JSON.stringify(secret)],
        [{ type: 'log', item_count: 1 }, { items: [{ body: 'password=hunter2', attributes: secret }] }],
      ],
    ]);
    await client.flush();
    const text = JSON.stringify(kit.envelopes());
    expect(text).not.toMatch(/hunter2|abc123def456/);
    expect(text).toContain('nightly');
    expect(event.extra).toBe(secret);
  });
});

describe('SQL', () => {
  const query: Event = {
    breadcrumbs: [
      {
        category: 'query',
        message: `SELECT * FROM "users" WHERE email = 'joe' AND age > 33 LIMIT $1`,
        data: { 'db.system': 'pg', params: ['joe'] },
      },
    ],
    contexts: { trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), data: { 'db.statement': 'SELECT 1, "a b"' } } },
  };

  it('leaves without its literals', async () => {
    expect(await start(undefined).send(query)).toMatchObject({
      breadcrumbs: [
        { message: 'SELECT * FROM "users" WHERE email = ? AND age > ? LIMIT $1', data: { 'db.system': 'pg', params: '[Filtered]' } },
      ],
      contexts: { trace: { data: { 'db.statement': 'SELECT ?, ?' } } },
    });
  });

  it('leaves whole where databaseQueryData says so', async () => {
    expect(await start(undefined, { dataCollection: { databaseQueryData: true } }).send(query)).toMatchObject(query);
  });
});
