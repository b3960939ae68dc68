import { createTestkit } from '@vigil/testkit';
import { describe, expect, it, vi } from 'vitest';
import { createClient, type Envelope, type TransportResponse, type VigilOptions, withRoutes } from '../index';

const A = 'https://aaaa@a.example/1';
const B = 'https://bbbb@b.example/base/2';
type Answer = number | TransportResponse | 'hang';
interface Arrival {
  host: string;
  headers: Envelope[0];
  types: string[];
  message: string | undefined;
}

/** A client with routes, whose servers answer as `answers` says by host, and what arrived there. */
function start(options: VigilOptions = {}, answers: Record<string, Answer | (() => Answer)> = {}) {
  const kit = createTestkit();
  const arrivals: Arrival[] = [];
  const lines: string[] = [];
  const client = createClient({
    ...kit.options,
    dsn: [A, B],
    debug: true,
    logger: { warn: text => void lines.push(`warn ${text}`), debug: text => void lines.push(`debug ${text}`) },
    transport: ({ url }) => ({
      flush: async () => true,
      async send([headers, items]) {
        const { host } = new URL(url);
        const payload = items[0]?.[1] as { message?: string };
        arrivals.push({ host, headers, types: items.map(([{ type }]) => type), message: payload?.message });
        const planned = answers[host] ?? 200;
        const answer = typeof planned === 'function' ? planned() : planned;
        if (answer === 'hang') return new Promise<never>(() => {});
        return typeof answer === 'number' ? { statusCode: answer } : answer;
      },
    }),
    ...options,
  });
  client.extend(withRoutes);
  const hosts = () => arrivals.map(({ host }) => host);
  return { kit, client, arrivals, hosts, answers, lines };
}
const a = 'a.example';
const b = 'b.example';
const settle = { baseMs: 10, maxDelayMs: 10 };

describe('failover', () => {
  it.each<[what: string, answer: Answer]>([
    ['a 500', 500],
    ['a 408', 408],
    ['no answer', 0],
  ])('after two failures of an item, %s each, the next DSN takes it', async (_what, answer) => {
    const { client, kit, hosts } = start({ retry: settle }, { [a]: answer });
    const id = client.captureMessage('x');
    await kit.clock.advance(1000);
    expect(hosts()).toEqual([a, a, b]);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 3, dsnIndex: 1 });
  });

  it.each([200, 201, 400, 401, 403, 404, 413, 429])('an answer of %i is final: no other DSN sees the item', async status => {
    const { client, kit, hosts } = start({ retry: settle }, { [a]: status });
    const id = client.captureMessage('x');
    await kit.clock.advance(1000);
    expect(hosts().filter(host => host === b)).toEqual([]);
    expect(await client.outcome(id)).toMatchObject({ httpStatus: status, attempts: 1, dsnIndex: 0 });
  });

  it('comes round to the first again before the tries are used up', async () => {
    const { client, kit, hosts } = start({ retry: settle }, { [a]: 500, [b]: 500 });
    const id = client.captureMessage('x');
    await kit.clock.advance(10_000);
    expect(hosts()).toEqual([a, a, b, b, a]);
    const outcome = await client.outcome(id);
    expect(outcome).toMatchObject({ status: 'network_error', attempts: 5, httpStatus: 500 });
    expect(outcome.dsnIndex).toBeUndefined();
  });

  it('skips entries that are no DSN and counts them', async () => {
    const { client, lines } = start({ dsn: ['nonsense', A, A, B] }, {});
    const id = client.captureMessage('x');
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', dsnIndex: 1 });
    expect(lines.filter(line => line.includes('V001'))).toHaveLength(1);
    expect(client.routes?.().map(({ index }) => index)).toEqual([1, 3]);
  });

  it("says the DSN's own key where the trace began here, and leaves the key of a trace from elsewhere", async () => {
    const { client, kit, arrivals } = start({ retry: settle }, { [a]: 500 });
    client.captureMessage('ours');
    await client.sendEnvelope([
      { trace: { trace_id: 'f'.repeat(32), public_key: 'foreign' } },
      [[{ type: 'event' }, { message: 'theirs' }]],
    ]);
    await kit.clock.advance(1000);
    const keys = arrivals.map(({ host, message, headers }) => [host, message, headers.trace?.['public_key'], headers.dsn]);
    expect(keys).toContainEqual([a, 'ours', 'aaaa', undefined]);
    expect(keys).toContainEqual([b, 'ours', 'bbbb', undefined]);
    expect(keys).toContainEqual([b, 'theirs', 'foreign', undefined]);
  });

  it('names the DSN to a tunnel', async () => {
    const answers: Answer[] = [500, 500, 200];
    const { client, kit, arrivals } = start(
      { retry: settle, tunnel: 'https://tunnel.example/t' },
      { 'tunnel.example': () => answers.shift() ?? 200 },
    );
    client.captureMessage('x');
    await kit.clock.advance(1000);
    expect(arrivals.map(({ headers }) => headers.dsn)).toEqual([A, A, B]);
  });

  it('keeps limits by DSN', async () => {
    const limited = { statusCode: 200, headers: { 'x-sentry-rate-limits': '600:error:key' } };
    let isDown = false;
    const { client, kit, hosts } = start({ retry: settle }, { [a]: () => (isDown ? 500 : limited) });
    client.captureMessage('first');
    await client.flush();
    expect(await client.outcome(client.captureMessage('second'))).toMatchObject({ status: 'rate_limited', attempts: 0 });
    isDown = true;
    for (let n = 0; n < 3; n++) void client.sendEnvelope([{}, [[{ type: 'check_in' }, {}]]]);
    await kit.clock.advance(5000);
    expect(hosts()).toContain(b);
    expect(await client.outcome(client.captureMessage('third'))).toMatchObject({ status: 'sent', dsnIndex: 1 });
  });

  it.each<[what: string, after: (now: number) => string]>([
    ['seconds', () => '20'],
    ['a date', now => new Date(now + 20_000).toUTCString()],
  ])('waits as long as a 503 says (%s) before the second try', async (_what, after) => {
    const { client, kit, hosts, answers } = start({ dsn: A });
    answers[a] = () => (hosts().length > 1 ? 200 : { statusCode: 503, headers: { 'retry-after': after(kit.clock.now()) } });
    const id = client.captureMessage('x');
    await kit.clock.advance(18_000);
    expect(hosts()).toHaveLength(1);
    await kit.clock.advance(3_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('leaves out a DSN whose transport cannot be made', async () => {
    const { client } = start({
      transport: ({ url }) => {
        if (url.includes(b)) throw new Error('no');
        return { send: async () => ({ statusCode: 200 }), flush: async () => true };
      },
    });
    expect(client.routes?.()).toHaveLength(1);
    expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ status: 'sent', dsnIndex: 0 });
  });

  it('lets what leaves by another way say who took it', async () => {
    const { client } = start({}, { [a]: 'hang' });
    const id = client.captureMessage('x');
    await Promise.resolve();
    const [unsent] = client.takeUnsent();
    const [, second] = client.routes?.() ?? [];
    expect(String(second?.address(unsent?.body ?? ''))).toContain('"public_key":"bbbb"');
    unsent?.settle('sent', 200, 1);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', dsnIndex: 1 });
  });
});

describe('the circuit', () => {
  const one: VigilOptions = { dsn: A, retry: settle };
  const opened = async (down: () => Answer, options: VigilOptions = one) => {
    const started = start(options, { [a]: down });
    for (let n = 0; n < 5; n++) started.client.captureMessage(`opens ${n}`);
    await started.kit.clock.advance(100);
    return started;
  };

  it('opens at the fifth failure in a row: one warning, and one try every 30 s', async () => {
    const { client, kit, hosts, lines } = await opened(() => 503);
    const before = hosts().length;
    for (let n = 0; n < 50; n++) client.captureMessage(`waits ${n}`);
    await kit.clock.advance(29_000);
    expect(hosts()).toHaveLength(before);
    await kit.clock.advance(2_000);
    expect(hosts()).toHaveLength(before + 1);
    await kit.clock.advance(30_000);
    expect(hosts()).toHaveLength(before + 2);
    expect(lines.filter(line => line.startsWith('warn'))).toEqual(['warn [vigil] V051 a.example/1']);
  });

  it.each<[what: string, error: unknown, why: string]>([
    ['an error', new Error('connect ECONNREFUSED 127.0.0.1:9'), 'connect ECONNREFUSED 127.0.0.1:9'],
    [
      'a fetch, which tells by its cause',
      new TypeError('fetch failed', { cause: new Error('self-signed certificate') }),
      'self-signed certificate',
    ],
    ['several addresses', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
    ['OpenSSL, over a line', new Error('write EPROTO ... ssl3_record.c:350:\n'), 'write EPROTO ... ssl3_record.c:350:'],
    ['an error of no words', new Error(), 'no reason'],
    ['a text', 'gone', 'gone'],
  ])('says why it opened: %s', async (_what, error, why) => {
    const transport = () => ({ flush: async () => true, send: () => Promise.reject(error) });
    const { client, kit } = start({ ...one, transport });
    const warn = vi.spyOn(client, 'warn');
    for (let n = 0; n < 5; n++) client.captureMessage(`opens ${n}`);
    await kit.clock.advance(100);
    expect(warn.mock.calls).toEqual([['V051', 'a.example/1', why]]);
  });

  it('delivers everything once the server is back, in as many tries as were made', async () => {
    let status = 503;
    const { client, kit, lines } = await opened(() => status);
    const id = client.captureMessage('waits');
    await kit.clock.advance(1_000);
    status = 200;
    await kit.clock.advance(30_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 1 });
    expect(client.stats()).toMatchObject({ outcomes: { error: { sent: 6 } }, queueBytes: 0 });
    expect(lines.filter(line => line.includes('answers again'))).toHaveLength(1);
  });

  it.each<[what: string, answer: Answer]>([
    ['a 500', 500],
    ['no answer', 0],
  ])('is not held up by the items it does not take: what was tried least is the probe (%s)', async (_what, answer) => {
    const { client, kit, arrivals, answers } = start({ dsn: A, retry: settle });
    answers[a] = () => (arrivals.at(-1)?.message?.startsWith('refused') ? answer : 200);
    const refused = [1, 2, 3].map(n => client.captureMessage(`refused ${n}`));
    await kit.clock.advance(1000);
    const tries = arrivals.length;
    const taken = [1, 2, 3].map(n => client.captureMessage(`taken ${n}`));
    await kit.clock.advance(29_000);
    expect(arrivals).toHaveLength(tries);
    await kit.clock.advance(1_000);
    for (const id of taken) expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 1 });
    await kit.clock.advance(300_000);
    for (const id of refused) expect(await client.outcome(id)).toMatchObject({ status: 'network_error' });
  });

  it('is not probed with what is sent once, as long as something else was tried little', async () => {
    const { client, kit, arrivals, answers } = start({ dsn: A, retry: { ...settle, maxAgeMs: 600_000 }, sendClientReports: false });
    answers[a] = 500;
    client.captureMessage('first');
    await kit.clock.advance(1000);
    client.captureMessage('second');
    void client.sendEnvelope([{}, [[{ type: 'log', item_count: 1 }, { items: [{}] }]]]);
    await kit.clock.advance(300_000);
    expect(arrivals.flatMap(({ types }) => types).filter(type => type === 'log')).toEqual([]);
    answers[a] = 200;
    await kit.clock.advance(60_000);
    expect(arrivals.flatMap(({ types }) => types).filter(type => type === 'log')).toEqual(['log']);
  });

  it('costs what waits none of its tries, be it the probe or not, and gives up by age alone', async () => {
    const { client, kit } = await opened(() => 500, { ...one, retry: { ...settle, maxAttempts: 1, maxAgeMs: 200_000 } });
    const id = client.captureMessage('waits');
    await kit.clock.advance(190_000);
    expect(client.stats().pending['error']).toBeGreaterThan(0);
    await kit.clock.advance(20_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'network_error', attempts: 5 });
    expect(client.stats().pending['error']).toBe(0);
  });

  it('holds the queue within its bytes', async () => {
    const { client } = await opened(() => 503, { ...one, queue: { maxBytes: 50_000 } });
    for (let n = 0; n < 500; n++) client.captureMessage(`load ${n}`);
    expect(client.stats().queueBytes).toBeLessThanOrEqual(50_000);
    expect(client.stats().outcomes['error']?.queue_overflow).toBeGreaterThan(300);
  });

  it('ends a flush in time and hands everything over at process end', async () => {
    const { client, kit } = await opened(() => 503);
    for (let n = 0; n < 40; n++) client.captureMessage(`waits ${n}`);
    const flushed = client.flush(1000);
    await kit.clock.advance(1001);
    expect(await flushed).toBe(false);
    expect(client.takeUnsent().length).toBeGreaterThanOrEqual(40);
    expect(client.stats().queueBytes).toBe(0);
  });

  it('asks once more for a flush without a limit, and ends what waits by that', async () => {
    let status = 503;
    const { client, kit, hosts } = await opened(() => status);
    for (let n = 0; n < 40; n++) client.captureMessage(`waits ${n}`);
    await kit.clock.advance(100);
    const before = hosts().length;
    expect(await client.flush()).toBe(false);
    expect(hosts().length).toBe(before + 1);
    expect(client.stats().pending['error']).toBe(0);

    for (let n = 0; n < 40; n++) client.captureMessage(`waits again ${n}`);
    await kit.clock.advance(100);
    status = 200;
    await client.flush();
    expect(client.stats().outcomes['error']?.sent).toBe(40);
  });

  it('ends a flush of the turn in which everything was captured, too', async () => {
    const { client, kit } = start(one, { [a]: 503 });
    for (let n = 0; n < 6; n++) client.captureMessage(`all at once ${n}`);
    const flushed = client.flush();
    await kit.clock.advance(20_000);
    expect(await Promise.race([flushed, Promise.resolve('waits')])).toBe(false);
  });

  it('sends at once to the next DSN, and to the first again once its probe is answered', async () => {
    let status = 500;
    const { client, kit, hosts } = await opened(() => status, { dsn: [A, B], retry: settle });
    const before = hosts().length;
    const id = client.captureMessage('second');
    await client.flush();
    expect(await client.outcome(id)).toMatchObject({ attempts: 1, dsnIndex: 1 });
    expect(client.routes?.().map(({ index }) => index)).toEqual([1, 0]);
    await kit.clock.advance(31_000);
    client.captureMessage('a probe that fails');
    await kit.clock.advance(1000);
    expect(hosts().slice(before)).toEqual([b, a, b]);
    status = 200;
    await kit.clock.advance(31_000);
    const last = client.captureMessage('a probe that is answered');
    expect(await client.outcome(last)).toMatchObject({ attempts: 1, dsnIndex: 0 });
    expect(client.routes?.().map(({ index }) => index)).toEqual([0, 1]);
  });
});

describe('a server that refuses', () => {
  it('is another one at another port', async () => {
    const dsn = ['https://aaaa@a.example:8000/1', 'https://bbbb@a.example:9000/1'];
    const { client, kit, lines } = start({ dsn, retry: settle, budget: false }, { 'a.example:8000': 500, 'a.example:9000': 500 });
    for (let n = 0; n < 9; n++) client.captureMessage(`lost ${n}`);
    await kit.clock.advance(1000);
    const down = lines.filter(line => line.includes('V051')).sort();
    expect(down).toEqual(['warn [vigil] V051 a.example:8000/1', 'warn [vigil] V051 a.example:9000/1']);
  });

  it.each([400, 401, 403, 404])('is told of once, by its name: %i', async status => {
    const { client, kit, lines } = start({ retry: settle, budget: false }, { [a]: 500, [b]: status });
    for (let n = 0; n < 3; n++) client.captureMessage(`refused ${n}`);
    await kit.clock.advance(1000);
    expect(client.stats().outcomes).toMatchObject({ error: { refused: 3 } });
    expect(lines.filter(line => line.includes('V056'))).toEqual(['warn [vigil] V056 b.example/2']);
  });

  it.each([200, 413, 429, 500, 0])('is not one that answers %i', async status => {
    const { client, kit, lines } = start({ retry: settle }, { [a]: status, [b]: status });
    client.captureMessage('x');
    await kit.clock.advance(10_000);
    expect(lines.filter(line => line.includes('V056'))).toEqual([]);
  });
});

describe('an item type the server does not know', () => {
  const session = (): Envelope => [{}, [[{ type: 'session' }, { sid: 'x' }]]];
  const strict = () => start({ dsn: A }, {});

  it('is refused once, then not sent again; errors go on', async () => {
    const { client, arrivals, answers, lines } = strict();
    answers[a] = () => (arrivals.at(-1)?.types[0] === 'event' ? 200 : 400);
    for (let n = 0; n < 3; n++) {
      await client.sendEnvelope(session());
      await client.flush();
    }
    expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ status: 'sent' });
    expect(arrivals.map(({ types }) => types[0]).filter(type => type === 'session')).toHaveLength(1);
    expect(client.stats().outcomes['session']).toEqual({ refused: 3 });
    expect(lines.filter(line => line.includes('V052 session'))).toHaveLength(1);
  });

  it('is never an event: one that is refused stands for itself', async () => {
    const { client, arrivals, answers } = strict();
    answers[a] = 400;
    for (let n = 0; n < 3; n++) expect(await client.outcome(client.captureMessage(`x${n}`))).toMatchObject({ status: 'refused' });
    expect(arrivals.filter(({ types }) => types[0] === 'event')).toHaveLength(3);
  });

  it.each(['glitchtip', 'bugsink'] as const)('is known beforehand with backend %s', async backend => {
    const { client, arrivals } = start({ dsn: A, backend });
    for (const type of ['session', 'sessions', 'client_report', 'span']) await client.sendEnvelope([{}, [[{ type }, {}]]]);
    client.recordDroppedEvent('queue_overflow', 'error');
    client.captureMessage('x');
    await client.flush();
    expect(arrivals.map(({ types }) => types)).toEqual([['event']]);
  });
});
