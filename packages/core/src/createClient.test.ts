import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { optionNames } from './client/checkOptions';
import * as Vigil from './index';

let kit: ReturnType<typeof createTestkit>;
let warnings: string[];
beforeEach(() => {
  kit = createTestkit();
  warnings = [];
});
afterEach(async () => {
  await Vigil.close();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});
const logger = { warn: (text: unknown) => void warnings.push(String(text)) };
const begin = (options: Vigil.VigilOptions = {}) => Vigil.init({ ...kit.options, logger, ...options });

describe('init', () => {
  it('makes the current client and reports in three lines', async () => {
    begin({
      release: 'shop@1.4.0',
      dist: '7',
      serverName: 'web-1',
      service: 'orders',
      region: 'eu',
      initialScope: { tags: { a: 1 }, user: { id: 'me' } },
    });
    Vigil.captureException(new Error('boom'));
    await Vigil.flush();
    expect(kit.expectEvent('boom')).toMatchObject({
      release: 'shop@1.4.0',
      dist: '7',
      server_name: 'web-1',
      environment: 'production',
      tags: { a: 1, service: 'orders', region: 'eu' },
      user: { id: 'me' },
    });
    expect(Vigil.isInitialized() && Vigil.isEnabled()).toBe(true);
  });

  it('a second call warns, closes the first client and makes the new one current', async () => {
    const stopped: string[] = [];
    const integration = (name: string) => ({ name: 'Probe', setup: () => () => void stopped.push(name) });
    const first = begin({ integrations: [integration('first')] });
    const second = begin({ integrations: [integration('second')] });
    expect(Vigil.getClient()).toBe(second);
    expect(first.isEnabled()).toBe(false);
    expect(stopped).toEqual(['first']);
    expect(warnings).toEqual(['[vigil] V003 init']);
  });

  it('what stands in for methods of the client gets what the functions are given', async () => {
    const client = begin();
    const calls: unknown[][] = [];
    for (const method of ['captureException', 'captureMessage', 'captureEvent'] as const) {
      const original = client[method] as (...args: unknown[]) => string;
      Object.assign(client, { [method]: (...args: unknown[]) => calls.push([method, ...args]) && original(...args) });
    }
    Vigil.captureException('thrown', { tags: { a: 'b' } });
    Vigil.captureMessage('text', 'warning');
    Vigil.captureEvent({ message: 'made' });
    await Vigil.flush();
    expect(calls).toMatchObject([
      ['captureException', 'thrown', { captureContext: { tags: { a: 'b' } } }],
      ['captureMessage', 'text', 'warning', {}],
      ['captureEvent', { message: 'made' }, undefined],
    ]);
    const tops = ['thrown', 'text'].map(text => kit.expectEvent(text).exception?.values?.at(-1)?.stacktrace?.frames?.at(-1));
    for (const top of tops) expect(top?.filename).toContain('createClient.test.ts');
    kit.expectEvent('made');
  });

  it.each<[string, Vigil.VigilOptions, string[]]>([
    ['no DSN', { dsn: undefined }, []],
    ['an empty DSN', { dsn: '' }, []],
    ['a bad DSN', { dsn: 'nonsense' }, ['[vigil] V001 dsn']],
    ['enabled: false', { enabled: false }, []],
  ])('%s: a disabled client that patches nothing, an API that stays callable', async (_what, options, expected) => {
    let set = false;
    const client = begin({ ...options, integrations: [{ name: 'Probe', setup: () => void (set = true) }] });
    expect(client.isEnabled()).toBe(false);
    expect(Vigil.captureException(new Error('x'))).toMatch(/^[0-9a-f]{32}$/);
    expect(set).toBe(false);
    expect(warnings).toEqual(expected);
    kit.expectNoEvent();
  });

  it('takes the first usable of several DSNs and names the bad one', () => {
    const client = begin({ dsn: ['bad', 'https://key@host.example/2'] });
    expect(client.getDsn()?.projectId).toBe('2');
    expect(warnings).toEqual(['[vigil] V001 dsn[0]']);
  });

  it('never throws, whatever it is given', () => {
    for (const options of [null, 7, 'x', [], { dsn: 7 }, { integrations: 'x' }, { logger: 1 }, { deps: null }] as never[]) {
      expect(() => Vigil.init(options)).not.toThrow();
    }
  });
});

describe('what fails while starting', () => {
  const fail = () => {
    throw new Error('mine');
  };
  it.each<[string, Vigil.VigilOptions, string[]]>([
    ['initialScope', { initialScope: fail }, ['[vigil] V020 captureContext']],
    ['integrations', { integrations: fail }, ['[vigil] V007 integrations']],
    ['integrations, an answer that is no list', { integrations: () => undefined as never }, ['[vigil] V007 integrations']],
    ['defaultIntegrations', { defaultIntegrations: 7 as never }, []],
  ])('%s: the client starts without it', async (_what, options, expected) => {
    begin(options);
    Vigil.captureMessage('x');
    await Vigil.flush();
    expect(kit.events()).toHaveLength(1);
    expect(warnings).toEqual(expected);
  });

  it.each<[string, () => unknown]>([
    ['throws', fail],
    ['makes nothing', () => undefined],
  ])('a transport that %s: a disabled client, and one warning', (_what, transport) => {
    const client = begin({ transport: transport as never });
    expect(client.isEnabled()).toBe(false);
    client.setEnabled(true);
    expect(client.isEnabled()).toBe(false);
    expect(warnings).toEqual(['[vigil] V006 transport']);
  });

  it('no fetch is no transport', () => {
    const { fetch } = globalThis as { fetch?: unknown };
    delete (globalThis as { fetch?: unknown }).fetch;
    try {
      expect(begin({ transport: undefined }).isEnabled()).toBe(false);
      expect(warnings).toEqual(['[vigil] V006 transport']);
    } finally {
      Object.assign(globalThis, { fetch });
    }
  });
});

describe('without a client', () => {
  it('everything is callable and answers at once', async () => {
    expect(Vigil.captureMessage('x')).toMatch(/^[0-9a-f]{32}$/);
    Vigil.setUser({ id: '1' });
    Vigil.addBreadcrumb({ message: 'x' });
    expect(Vigil.withScope(() => 7)).toBe(7);
    expect(await Vigil.flush()).toBe(false);
    expect(await Vigil.close()).toBe(false);
    expect((await Vigil.outcome('x')).status).toBe('disabled');
    expect(Vigil.getTraceData()).toEqual({});
  });
});

describe('integrations', () => {
  it("a user's replaces the default of the same name, in its place", () => {
    const order: string[] = [];
    const named = (name: string, tag = name) => ({ name, setup: () => void order.push(tag) });
    begin({ defaultIntegrations: [named('A'), named('B')], integrations: [named('C'), named('A', 'mine')] });
    expect(order).toEqual(['mine', 'B', 'C']);
  });

  it('a function gets the defaults', () => {
    const order: string[] = [];
    const named = (name: string) => ({ name, setup: () => void order.push(name) });
    begin({ defaultIntegrations: [named('A'), named('B')], integrations: defaults => defaults.filter(({ name }) => name === 'B') });
    expect(order).toEqual(['B']);
  });

  it('one without a name is skipped, one that throws is off, the rest is on; each said once', () => {
    const client = begin({
      integrations: [
        {} as never,
        {
          name: 'Bad',
          setup: () => {
            throw new Error('no');
          },
        },
        { name: 'Good', setup: () => {} },
      ],
    });
    expect(client.getIntegrationByName('Good')).toBeDefined();
    expect(client.getIntegrationByName('Bad')).toBeUndefined();
    expect(warnings).toEqual(['[vigil] V004 integrations', '[vigil] V005 Bad']);
  });

  it('one that was not called is skipped, and which it is is said', () => {
    const dedupeIntegration = () => ({ name: 'Dedupe' });
    const client = begin({ integrations: [dedupeIntegration, { name: 'Good' }] });
    expect([client.getIntegrationByName('dedupeIntegration'), client.getIntegrationByName('Good')]).toEqual([undefined, { name: 'Good' }]);
    expect(warnings).toEqual(['[vigil] V004 dedupeIntegration']);
  });

  it('may come later; setupOnce runs once a process', () => {
    let once = 0;
    const integration = { name: 'Late', setupOnce: () => void once++ };
    begin();
    Vigil.addIntegration(integration);
    Vigil.addIntegration(integration);
    begin().addIntegration(integration);
    expect(once).toBe(1);
  });
});

describe('close', () => {
  it('flushes, undoes in reverse order, disables, and is idempotent', async () => {
    const undone: string[] = [];
    const client = begin({ integrations: ['A', 'B'].map(name => ({ name, setup: () => () => void undone.push(name) })) });
    Vigil.captureMessage('before');
    expect(await client.close()).toBe(true);
    expect(await client.close()).toBe(true);
    expect(undone).toEqual(['B', 'A']);
    const after = Vigil.captureMessage('after');
    expect((await client.outcome(after)).status).toBe('disabled');
    expect(kit.events().map(event => event.message)).toEqual(['before']);
  });

  it('nothing is set up on a client that is disabled or closed, and what has to be undone by then is undone', async () => {
    let set = 0;
    const probe = (name: string) => ({ name, setup: () => void set++ });
    Vigil.createClient({ ...kit.options, dsn: '' }).addIntegration(probe('A'));
    const client = begin();
    await client.close();
    client.addIntegration(probe('B'));
    expect(set).toBe(0);
    client.onClose(() => void set++);
    expect(set).toBe(1);
  });

  it('setEnabled(false) pauses capturing and leaves patches', async () => {
    const client = begin();
    client.setEnabled(false);
    Vigil.captureMessage('paused');
    client.setEnabled(true);
    Vigil.captureMessage('on again');
    await client.flush();
    expect(kit.events().map(event => event.message)).toEqual(['on again']);
  });
});

describe('createClient', () => {
  it('is not current, and shares no scopes with the process or another client', async () => {
    begin();
    Vigil.setTag('host', 'yes');
    const other = createTestkit();
    const client = Vigil.createClient(other.options);
    client.run(() => {
      Vigil.setTag('widget', 'yes');
      Vigil.captureMessage('from the widget');
    });
    Vigil.captureMessage('from the host');
    await Promise.all([client.flush(), Vigil.flush()]);
    expect(other.events()).toMatchObject([{ message: 'from the widget', tags: { widget: 'yes' } }]);
    expect(kit.events()).toMatchObject([{ message: 'from the host', tags: { host: 'yes' } }]);
    expect(other.events()[0]?.tags).not.toHaveProperty('host');
  });
});

describe('a client of its own', () => {
  it('starts with its own initialScope, service and region', async () => {
    begin();
    const client = Vigil.createClient({
      ...kit.options,
      service: 'widget',
      region: 'eu',
      initialScope: { user: { id: 'u' }, extra: { a: 1 } },
    });
    client.captureMessage('x');
    Vigil.captureMessage('y');
    await Promise.all([client.flush(), Vigil.flush()]);
    expect(kit.expectEvent('x')).toMatchObject({ tags: { service: 'widget', region: 'eu' }, user: { id: 'u' }, extra: { a: 1 } });
    const other = kit.expectEvent('y');
    expect(other.tags ?? other.user ?? other.extra).toBeUndefined();
  });

  it('gets what is captured through the scopes of its contexts', async () => {
    begin();
    const other = createTestkit();
    const client = Vigil.createClient(other.options);
    const hub = new Vigil.Hub(client);
    hub.getScope().captureMessage('current');
    hub.getIsolationScope().clone().captureMessage('isolation');
    await Promise.all([client.flush(), Vigil.flush()]);
    expect(other.events().map(event => event.message)).toEqual(['current', 'isolation']);
    kit.expectNoEvent();
  });
});

describe('options', () => {
  it('with texts: an unknown one is named with its nearest, a bad value makes way for the default', () => {
    Vigil.explainWarnings();
    const client = begin({ tracesSamplerate: 1, sampleRate: 7, maxBreadcrumbs: 'many', _experiments: {} } as never);
    expect(warnings).toEqual([
      '[vigil] V012 tracesSamplerate is not an option; did you mean tracesSampleRate?',
      expect.stringContaining('V007 sampleRate'),
      expect.stringContaining('V007 maxBreadcrumbs'),
    ]);
    expect(client.getOptions()).not.toHaveProperty('sampleRate');
  });

  it('are all known to the check', () => {
    const known: Record<keyof Vigil.VigilOptions, true> = Object.fromEntries(optionNames().map(name => [name, true])) as never;
    expect(Object.keys(known).length).toBe(optionNames().length);
    expect(optionNames()).toContain('beforeSend');
  });

  it('of features that are still to come are known, checked, and named with debug', () => {
    Vigil.explainWarnings();
    const later: Vigil.VigilOptions = {
      beforeSendSpan: span => span,
      ignoreSpans: ['/health'],
      traceLifecycle: 'static',
      includeLocalVariables: true,
      dataCollection: { graphQL: { document: true }, genAI: { inputs: true }, queues: true },
    };
    const client = begin({ ...later, enhanceFetchErrorMessages: 'sometimes' } as never);
    expect(warnings).toEqual([expect.stringContaining('V007 enhanceFetchErrorMessages')]);
    expect(Vigil.optionsWithoutEffect(client.getOptions())).toEqual([
      'beforeSendSpan',
      'ignoreSpans',
      'traceLifecycle',
      'includeLocalVariables',
      'dataCollection.queues',
      'dataCollection.graphQL',
      'dataCollection.genAI',
    ]);
  });

  it('debug says why an event was dropped', () => {
    const lines: string[] = [];
    begin({ debug: true, ignoreErrors: ['x'], logger: { debug: text => void lines.push(String(text)) } });
    Vigil.captureMessage('x');
    expect(lines.join()).toMatch(/filtered by ignoreErrors/);
  });
});
