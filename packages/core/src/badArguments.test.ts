import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Vigil from './index';

const warn = vi.fn();
const said = () => warn.mock.calls.flat().map(String);
let kit: ReturnType<typeof createTestkit>;

function begin(extensions: Vigil.Extension[] = [Vigil.withArgumentChecks], options: Vigil.VigilOptions = {}): Vigil.Client {
  const client = Vigil.init({ ...kit.options, logger: { warn }, ...options });
  for (const each of extensions) client.extend(each);
  return client;
}
beforeEach(() => {
  Vigil.explainWarnings();
  kit = createTestkit();
  warn.mockClear();
});
afterEach(async () => {
  await Vigil.close();
  Vigil.carrier().diag = undefined;
  Vigil.setCurrentClient(undefined);
});

const none = [undefined, null, 5, {}] as never[];

describe('a function without its callback answers nothing, and says so', () => {
  it.each<[string, (callback: never) => unknown]>([
    ['withScope', Vigil.withScope],
    ['withScope', callback => Vigil.withScope(new Vigil.Scope(), callback)],
    ['withIsolationScope', Vigil.withIsolationScope],
    ['configureScope', Vigil.configureScope],
    ['startSpan', callback => Vigil.startSpan({ name: 'a' }, callback)],
    ['startSpanManual', callback => Vigil.startSpanManual({ name: 'a' }, callback)],
    ['withActiveSpan', callback => Vigil.withActiveSpan(null, callback)],
    ['continueTrace', callback => Vigil.continueTrace({}, callback)],
    ['startNewTrace', Vigil.startNewTrace],
    ['suppressTracing', Vigil.suppressTracing],
    ['runWithCarrier', callback => Vigil.runWithCarrier({}, callback)],
    ['wrap', callback => Vigil.wrap<() => unknown>(callback)()],
    ['run', callback => Vigil.getClient()?.run(callback)],
    ['bind', callback => Vigil.getClient()?.bind<[], unknown>(callback)()],
  ])('%s', (name, call) => {
    begin();
    for (const callback of none) expect(call(callback)).toBeUndefined();
    expect(said().filter(line => line.includes('V020'))).toEqual([
      `[vigil] V020 ${name} was given something it cannot take, and ignored it; it takes a function`,
    ]);
  });

  it('of a hub, without a word', () => {
    begin([]);
    const hub = Vigil.getCurrentHub();
    for (const callback of none)
      expect([hub.run(callback), hub.bind<[], void>(callback)(), hub.withScope(callback), hub.configureScope(callback)]).toEqual(
        Array(4).fill(undefined),
      );
  });

  it('and with one, this is the value that it answers, and this the error that it throws', () => {
    begin();
    expect([Vigil.withScope(() => 1), Vigil.getCurrentHub().run(() => 2), Vigil.getClient()?.run(() => 3)]).toEqual([1, 2, 3]);
    const error = new Error('theirs');
    const fail = () => {
      throw error;
    };
    for (const call of [() => Vigil.withScope(fail), () => Vigil.getCurrentHub().withScope(fail), () => Vigil.getClient()?.run(fail)])
      expect(call).toThrow(error);
  });
});

describe('never throws', () => {
  it('without a client, or with null in place of options', () => {
    expect(Vigil.statsToPrometheus(undefined)).toContain('vigil_queue_bytes 0\n');
    begin();
    expect(Vigil.getTraceData(null as never)).toHaveProperty('sentry-trace');
    expect(Vigil.getTraceMetaTags(null as never)).toContain('sentry-trace');
    expect([undefined, null, 5, Symbol('a')].map(value => Vigil.fmt(value as never))).toEqual(['', '', '5', 'Symbol(a)']);
    for (const make of [
      Vigil.linkedErrorsIntegration,
      Vigil.requestDataIntegration,
      Vigil.eventFiltersIntegration,
      Vigil.rewriteFramesIntegration,
      Vigil.extraErrorDataIntegration,
      Vigil.captureConsoleIntegration,
      Vigil.consoleIntegration,
      Vigil.spotlightIntegration,
      Vigil.zodErrorsIntegration,
      Vigil.validationErrorsIntegration,
    ])
      Vigil.addIntegration(make(null as never));
    expect(said()).toEqual([]);
  });

  it('an object that is no client does not become one', async () => {
    const client = begin();
    for (const double of [{}, { captureException() {} }, 5]) Vigil.setCurrentClient(double as never);
    expect(Vigil.getClient()).toBe(client);
    expect(said()).toEqual([expect.stringContaining('V020 setCurrentClient')]);
    Vigil.setCurrentClient(undefined);
    expect(Vigil.isInitialized()).toBe(false);
    Vigil.setCurrentClient(client);
    expect(Vigil.getClient()).toBe(client);
  });

  it('flush and close take whatever for a time, and make no timer longer than timers can be', async () => {
    const alarm = vi.spyOn(process, 'emitWarning');
    const client = begin();
    client.captureMessage('x');
    const results = [Symbol('s'), 'x', {}, Infinity, 2 ** 31, Number.NaN].map(time => Vigil.flush(time as never));
    expect(await Promise.all(results)).toEqual(results.map(() => true));
    expect(await Vigil.outcome('a'.repeat(32), { timeoutMs: Symbol('s') as never })).toMatchObject({ status: 'unknown' });
    const transport = Vigil.createTransport({} as never, () => new Promise(resolve => setTimeout(resolve, 5, { statusCode: 200 })));
    void transport.send([{}, []] as never);
    expect(await transport.flush(Infinity)).toBe(true);
    await client.close(Infinity);
    expect(alarm).not.toHaveBeenCalled();
  });
});

describe('a beforeBreadcrumb that answers a promise', () => {
  it('drops, says so, and its rejection ends no process', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const client = begin([Vigil.withArgumentChecks], { beforeBreadcrumb: (async () => Promise.reject(new Error('late'))) as never });
    Vigil.addBreadcrumb({ message: 'one' });
    Vigil.captureMessage('x');
    await client.flush();
    await new Promise(resolve => setTimeout(resolve));
    process.off('unhandledRejection', unhandled);
    expect(kit.events()[0]?.breadcrumbs).toBeUndefined();
    expect(said()).toEqual([expect.stringContaining('V041 beforeBreadcrumb')]);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('captures of a client', () => {
  it('take what they add in the place of the level, as the function does', async () => {
    const client = begin();
    client.captureMessage('by client', { level: 'warning', tags: { a: 'b' } } as never);
    Vigil.getCurrentHub().captureMessage('by hub', { level: 'warning', tags: { a: 'b' } } as never);
    Vigil.getCurrentScope().captureMessage('by scope', 5 as never);
    await client.flush();
    expect(kit.events().map(({ message, level, tags }) => [message, level, tags])).toEqual([
      ['by client', 'warning', { a: 'b' }],
      ['by hub', 'warning', { a: 'b' }],
      ['by scope', 'info', undefined],
    ]);
    expect(said()).toEqual([expect.stringContaining('V020 captureMessage')]);
  });

  it('a message in a String is its text', async () => {
    begin();
    Vigil.captureMessage(Object.assign(new String('user 7 not found'), { __sentry_template_string__: 'user %s not found' }) as never);
    await Vigil.flush();
    expect(kit.expectEvent('user 7 not found').message).toBe('user 7 not found');
    expect(said()).toEqual([]);
  });

  it('one that cannot be read harms nobody', async () => {
    begin();
    const hostile = Object.assign(new String('x'), {
      toString() {
        throw new Error('toString');
      },
    });
    expect(() => Vigil.captureMessage(hostile as never)).not.toThrow();
    await Vigil.flush();
    expect(kit.events()).toHaveLength(1);
  });

  it.each([
    ['warn', 'warning'],
    ['critical', 'fatal'],
  ])('of a level by its other name (%s) take it for %s', async (level, taken) => {
    const client = begin();
    Vigil.captureMessage('x', level as never);
    await client.flush();
    expect(kit.events()[0]?.level).toBe(taken);
    expect(said()).toEqual([]);
  });

  it.each(['Warning', 'severe'])('of a level that is none (%j) name those there are', async level => {
    const client = begin();
    Vigil.captureMessage('x', level as never);
    await client.flush();
    expect(kit.events()[0]?.level).toBe('info');
    expect(said()).toEqual([expect.stringMatching(/V020 captureMessage .*a level \(fatal, error, warning, log, info, debug\)/)]);
  });

  it.each(none.slice(0, 3).concat([[]] as never))('of no event (%j) say so', event => {
    begin();
    Vigil.captureEvent(event);
    expect(said()).toEqual([
      expect.stringContaining('V020 captureEvent was given something it cannot take, and ignored it; it takes an event'),
    ]);
  });

  it('in no scope are made in that of now', async () => {
    const client = begin();
    Vigil.setTag('a', 'b');
    for (const scope of [{}, 5, 'x']) client.captureException(new Error('x'), undefined, scope as never);
    await client.flush();
    expect(kit.events().map(({ tags }) => tags)).toEqual(Array(3).fill({ a: 'b' }));
    expect(said()).toEqual([expect.stringContaining('it takes a scope of this SDK')]);
  });

  it('without a message, of feedback, say that it takes one', () => {
    begin();
    Vigil.captureFeedback({} as never);
    expect(said()).toEqual([expect.stringContaining('it takes a message')]);
  });

  it('a loss has one of the twelve outcomes', () => {
    const client = begin();
    client.lose('rubbish' as never, 'error');
    client.lose('filtered', 'error');
    expect(client.stats().outcomes['error']).toEqual({ internal_error: 1, filtered: 1 });
    expect(said()).toEqual([expect.stringContaining('V020 lose')]);
  });
});
