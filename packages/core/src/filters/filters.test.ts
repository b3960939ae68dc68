import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, Scope, type SeverityLevel, type VigilOptions } from '../index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  return { kit, client };
}
class NotFound extends Error {
  statusCode = 404;
}

describe('ignoreErrors', () => {
  it.each<[string, NonNullable<VigilOptions['ignoreErrors']>[number], unknown, boolean]>([
    ['text in the message', 'lost', new Error('connection lost'), true],
    ['text in the type', 'TypeError', new TypeError('x'), true],
    ['text over both', 'TypeError: x', new TypeError('x'), true],
    ['a RegExp', /^conn/, new Error('connection lost'), true],
    ['a RegExp with g, again and again', /conn/g, new Error('connection lost'), true],
    ['a class', NotFound, new NotFound('x'), true],
    ['a class it is not', NotFound, new Error('x'), false],
    ['a predicate', error => error.statusCode === 404, new NotFound('x'), true],
    [
      'a predicate that throws',
      () => {
        throw new Error('mine');
      },
      new NotFound('x'),
      false,
    ],
    ['a thrown string', 'lost', 'connection lost', true],
    ['something else', 'other', new Error('connection lost'), false],
  ])('%s', async (_what, pattern, error, ignored) => {
    const { client } = start({ ignoreErrors: [pattern] });
    const first = await client.outcome(client.captureException(error));
    expect(first.status).toBe(ignored ? 'filtered' : 'sent');
    expect(first.by).toBe(ignored ? 'ignoreErrors' : undefined);
  });

  it('works on messages, and whatever integrations are installed', async () => {
    const { client } = start({ ignoreErrors: ['noise'], defaultIntegrations: false });
    expect(await client.outcome(client.captureMessage('just noise'))).toMatchObject({ status: 'filtered' });
  });
});

describe('a hostile error or option', () => {
  it('neither throws nor hides the error', async () => {
    const hostile = Object.assign(new Error('x'), { name: Object.create(null), message: Object.create(null) });
    const { client } = start({
      ignoreErrors: [
        /y/,
        () => {
          throw hostile;
        },
      ],
      budget: {},
    });
    expect((await client.outcome(client.captureException(hostile))).status).toBe('sent');
    const { client: misled } = start({ ignoreErrors: 'x' as never });
    expect((await misled.outcome(misled.captureException(new Error('x')))).status).toBe('sent');
  });
});

describe('denyUrls and allowUrls', () => {
  const event = (filename: string) => ({
    exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames: [{ filename }, { filename: '<anonymous>' }] } }] },
  });
  it.each([
    [{ denyUrls: [/evil/] }, 'https://evil.example/a.js', 'denyUrls'],
    [{ denyUrls: ['evil'] }, 'https://good.example/a.js', undefined],
    [{ allowUrls: ['good'] }, 'https://evil.example/a.js', 'allowUrls'],
    [{ allowUrls: ['good'] }, 'https://good.example/a.js', undefined],
    [{ allowUrls: [] }, 'https://good.example/a.js', undefined],
  ])('%j on %s', async (options, filename, by) => {
    const { client } = start(options);
    expect((await client.outcome(client.captureEvent(event(filename)))).by).toBe(by);
  });
});

describe('fingerprints', () => {
  it('come from hook, capture context, scope, then the error itself', async () => {
    const own = () => Object.assign(new Error('x'), { fingerprint: ['error'] });
    const { kit, client } = start({ beforeSend: event => (event.tags?.['hook'] ? { ...event, fingerprint: ['hook'] } : event) });
    client.captureException(own());
    client.captureException(own(), { captureContext: { fingerprint: ['{{ default }}', 'context'] } });
    client.captureException(own(), { captureContext: { fingerprint: ['context'], tags: { hook: 1 } } });
    await client.flush();
    expect(kit.events().map(event => event.fingerprint)).toEqual([['error'], ['{{ default }}', 'context'], ['hook']]);
  });
});

describe('the flood budget', () => {
  it('lets five of an issue through, then one a minute, and says what was suppressed', async () => {
    const { kit, client } = start({ budget: {} });
    const fail = (times: number) => {
      for (let i = 0; i < times; i++) client.captureException(new Error(`order ${kit.clock.now() + i} failed`));
    };
    const twice = async () => {
      await null;
      for (const times of [100, 2]) {
        fail(times);
        await client.flush();
        await kit.clock.advance(60_000);
      }
    };
    await twice();
    expect(kit.events()).toHaveLength(6);
    expect(kit.events()[5]?.contexts?.['suppressed']).toEqual({ count: 95, since: '2026-01-01T00:00:00.000Z' });
    expect(client.stats().outcomes['error']).toEqual({ sent: 6, suppressed: 96 });
  });

  it('knows an issue by type, stack and the message without numbers, ids and quoted text', async () => {
    const { client } = start({ budget: { perIssue: { burst: 1, perMinute: 0 } } });
    const stack = (file: string) => `Error: x\n    at run (/app/node_modules/lib/${file}:1:1)\n    at work (/app/src/${file}:1:2)`;
    const fail = (message: string, file = 'a.js') => client.captureException(Object.assign(new Error(message), { stack: stack(file) }));
    const statuses = async (...ids: string[]) => (await Promise.all(ids.map(id => client.outcome(id)))).map(({ status }) => status);
    expect(await statuses(fail('job 17 of "a b" at 10.0.0.1:5432 failed'), fail('job 4711 of "c" at 10.0.0.2:99 failed'))).toEqual([
      'sent',
      'suppressed',
    ]);
    expect(await statuses(fail('user 9b2e-11 gone', 'b.js'), fail('user 0c71-aa gone', 'b.js'))).toEqual(['sent', 'suppressed']);
    expect(await statuses(fail('user 9b2e-11 gone', 'c.js'), fail('user was here', 'c.js'))).toEqual(['sent', 'sent']);
  });

  it.each([Number.NaN, -1, Infinity, null as never])('takes the default for %s', async burst => {
    const { kit, client } = start({ budget: { perIssue: { burst }, total: { burst }, maxIssues: burst } });
    for (let i = 0; i < 8; i++) client.captureException(new Error('again'));
    await client.flush();
    expect(kit.events()).toHaveLength(5);
  });

  it('scenario 1: 10,000 times A alternating with B costs at most 20 events', async () => {
    const { kit, client } = start({ budget: {} });
    for (let i = 0; i < 10_002; i++) {
      if (i === 10_000) await kit.clock.advance(60_000);
      client.captureException(i % 2 ? new TypeError(`a ${i}`) : new RangeError(`b ${i}`));
    }
    await client.flush();
    expect(kit.events().length).toBeLessThanOrEqual(20);
    expect(kit.events().at(-1)?.contexts?.['suppressed']).toMatchObject({ count: 4995 });
  });

  it('bounds all issues together; fatal skips that, and a process-ending error always passes', async () => {
    const { kit, client } = start({ budget: { total: { burst: 10, perMinute: 0 }, perIssue: { burst: 1, perMinute: 0 } } });
    for (let i = 0; i < 50; i++) client.captureException(new Error(`issue ${'x'.repeat(i)}`));
    const fatal = { mechanism: { type: 'auto.node.onuncaughtexception', handled: false }, captureContext: { level: 'fatal' as const } };
    for (let i = 0; i < 3; i++) client.captureException(new Error('last words'), fatal);
    await client.flush();
    expect(kit.events().filter(event => event.level === 'fatal')).toHaveLength(3);
    expect(kit.events()).toHaveLength(13);
  });

  it('sheds by level while the total runs low: never errors', async () => {
    const { client } = start({ budget: { total: { burst: 10, perMinute: 0 } } });
    const statusOf = async (id: string) => (await client.outcome(id)).by ?? 'passed';
    for (let i = 0; i < 6; i++) client.captureMessage(`${'m'.repeat(i + 1)}`, 'error');
    expect(await statusOf(client.captureMessage('info now', 'info'))).toBe('shed');
    expect(await statusOf(client.captureMessage('warning now', 'warning'))).toBe('passed');
    client.captureMessage('eight', 'error');
    client.captureMessage('nine', 'error');
    expect(await statusOf(client.captureMessage('warning later', 'warning'))).toBe('shed');
    expect(await statusOf(client.captureMessage('error later', 'error'))).toBe('passed');
  });

  it('goes by the level of a scope, which is that of the event', async () => {
    const { kit, client } = start({ budget: { total: { burst: 10, perMinute: 0 }, perIssue: { burst: 100 } } });
    const within = (level: SeverityLevel, capture: (scope: Scope) => string) => {
      const scope = new Scope({ client }).setLevel(level);
      return capture(scope);
    };
    for (let i = 0; i < 6; i++) client.captureMessage('m'.repeat(i + 1), 'error');
    const kept = within('error', scope => scope.captureMessage('kept'));
    const shed = within('debug', scope => scope.captureException(new Error('shed')));
    for (let i = 0; i < 6; i++) client.captureMessage('n'.repeat(i + 1), 'error');
    const fatal = within('fatal', scope => scope.captureException(new Error('fatal')));
    await client.flush();
    expect([kept, shed, fatal].map(id => kit.events().find(event => event.event_id === id)?.level)).toEqual(['error', undefined, 'fatal']);
    expect((await client.outcome(shed)).by).toBe('shed');
  });

  it('remembers a bounded number of issues', async () => {
    const { kit, client } = start({ budget: { maxIssues: 2, perIssue: { burst: 1, perMinute: 0 } } });
    for (const name of ['a', 'b', 'c', 'a']) client.captureMessage(name);
    await client.flush();
    expect(kit.events()).toHaveLength(4);
  });

  it('close tells what nobody was told', async () => {
    const { kit, client } = start({ budget: {} });
    for (let i = 0; i < 30; i++) client.captureException(new TypeError('again'));
    await client.close();
    const summary = kit.expectEvent('Suppressed events');
    expect(summary.level).toBe('info');
    expect(summary.contexts?.['suppressed']).toMatchObject({ count: 25, issues: [{ type: 'TypeError', value: 'again', count: 25 }] });
  });

  it('budget: false sends them all', async () => {
    const { kit, client } = start({ budget: false });
    for (let i = 0; i < 300; i++) client.captureException(new Error('again'));
    expect(await client.flush()).toBe(true);
    expect(kit.events()).toHaveLength(300);
  });
});
