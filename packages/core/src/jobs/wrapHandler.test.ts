import { AsyncLocalStorage } from 'node:async_hooks';
import { PassThrough } from 'node:stream';
import { runInNewContext } from 'node:vm';
import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Vigil from '../index';

const OtherPromise: typeof Promise = runInNewContext('Promise');
const warn = vi.fn();
let kit: ReturnType<typeof createTestkit>;
let client: Vigil.Client;
beforeEach(() => {
  const storage = new AsyncLocalStorage<Vigil.Hub>();
  Vigil.setContextPort({ get: () => storage.getStore(), run: (hub, fn) => storage.run(hub, fn) });
  kit = createTestkit();
  client = Vigil.init({ ...kit.options, logger: { warn } });
});
afterEach(async () => {
  await Vigil.close();
  warn.mockClear();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

const error = (message = 'too far') => new RangeError(message);
const fail = (thrown: unknown) => () => {
  throw thrown;
};
const events = async () => {
  await Vigil.flush();
  return kit.events();
};
const values = async () => (await events()).map(event => event.exception?.values?.at(-1)?.value);
const outcomes = () => client.stats().outcomes['error'];
const tick = () => new Promise(resolve => setImmediate(resolve));

describe('what a handler throws', () => {
  it('is one event with name, system and mechanism, and the same object goes on', async () => {
    const thrown = error();
    const handler = Vigil.wrapHandler(fail(thrown), { name: 'orders', system: 'kafka', contexts: () => ({ kafka: { offset: '7' } }) });
    expect(handler).toThrow(thrown);
    expect(await events()).toMatchObject([
      {
        level: 'error',
        transaction: 'orders',
        contexts: { job: { name: 'orders', system: 'kafka' }, kafka: { offset: '7' } },
        exception: { values: [{ type: 'RangeError', mechanism: { type: 'auto.function.kafka', handled: false } }] },
      },
    ]);
    expect(kit.events()[0]?.contexts?.['job']).not.toHaveProperty('attempts');
  });

  it.each([
    ['rejects with', async (thrown: unknown) => Promise.reject(thrown)],
    ['rejects with, by a promise of another realm', (thrown: unknown) => new OtherPromise((_, no) => no(thrown))],
    [
      'throws later, as an asynchronous generator',
      async function* (thrown: unknown) {
        yield 1;
        throw thrown;
      },
    ],
    [
      'throws later, as a generator',
      function* (thrown: unknown) {
        yield 1;
        throw thrown;
      },
    ],
  ])('it %s', async (_how, fn) => {
    const thrown = error();
    const handler = Vigil.wrapHandler(fn as (thrown: unknown) => unknown, 'nightly');
    const run = async () => {
      const result = handler(thrown) as AsyncIterable<unknown>;
      if (Symbol.iterator in result || Symbol.asyncIterator in result) for await (const _each of result);
      else await result;
    };
    await expect(run()).rejects.toBe(thrown);
    expect(await events()).toMatchObject([{ transaction: 'nightly', exception: { values: [{ mechanism: { type: 'auto.job' } }] } }]);
  });

  it('was captured by hand before: still one event, the one of the hand', async () => {
    let id: string | undefined;
    const handler = Vigil.wrapHandler(async () => {
      const thrown = error();
      id = Vigil.captureException(thrown, { tags: { by: 'hand' } });
      expect(Vigil.lastEventId()).toBe(id);
      throw thrown;
    }, 'orders');
    await expect(handler()).rejects.toThrow();
    expect(await events()).toMatchObject([{ event_id: id, tags: { by: 'hand' }, transaction: 'orders' }]);
  });

  it('passes handlers around it: the inner one has judged, and lastEventId says so', async () => {
    const inner = Vigil.wrapHandler(async (): Promise<void> => Promise.reject(error()), 'record');
    let seen: string | undefined;
    const outer = Vigil.wrapHandler(async () => {
      try {
        await inner();
      } finally {
        setImmediate(() => {
          seen = Vigil.lastEventId();
        });
      }
    }, 'batch');
    await expect(outer()).rejects.toThrow();
    await tick();
    const [event, ...more] = await events();
    expect([event?.transaction, more]).toEqual(['record', []]);
    expect(seen).toBe(event?.event_id);
  });

  it('is a constant of the program: each job that throws it is an occurrence', async () => {
    const constant = error();
    const handler = Vigil.wrapHandler(fail(constant), 'orders');
    for (let n = 0; n < 3; n++) expect(handler).toThrow(constant);
    expect(await events()).toHaveLength(3);
  });

  it.each([undefined, null, 'text', 7, Object.freeze({})])(
    'is %o: passed on as it is, and reported without a stack of ours',
    async thrown => {
      const handler = Vigil.wrapHandler(async () => Promise.reject(thrown), 'orders');
      expect(
        await handler().then(
          () => 'no',
          (given: unknown) => Object.is(given, thrown),
        ),
      ).toBe(true);
      expect((await events()).map(({ exception }) => exception?.values?.map(({ stacktrace }) => stacktrace))).toEqual([[undefined]]);
    },
  );

  it('was dealt with by the handler itself: nothing', async () => {
    const handler = Vigil.wrapHandler(() => {
      try {
        throw error();
      } catch {
        return 'well';
      }
    }, 'orders');
    expect(handler()).toBe('well');
    expect(await events()).toEqual([]);
    expect(client.stats().captured).toEqual({});
  });
});

describe('attempts', () => {
  const job = (thrown: unknown = error()) =>
    Vigil.wrapHandler((_attempt: number) => Promise.reject(thrown), { name: 'mail', attempt: current => ({ current, max: 3 }) });

  it('that may be followed by another are only counted; the last one is the event', async () => {
    const handler = job();
    await expect(handler(1)).rejects.toThrow();
    await expect(handler(2)).rejects.toThrow();
    expect(await events()).toEqual([]);
    expect(outcomes()).toEqual({ filtered: 2 });
    await expect(handler(3)).rejects.toThrow();
    expect(await events()).toMatchObject([{ contexts: { job: { name: 'mail', attempts: 3, max_attempts: 3 } } }]);
  });

  it('say who dropped them, and leave a breadcrumb in their own context', async () => {
    const ends: Vigil.Outcome[] = [];
    Vigil.onOutcome(end => ends.push(end));
    const handler = Vigil.wrapHandler(
      async () => {
        setImmediate(() => Vigil.captureMessage('after the failure'));
        throw error();
      },
      { name: 'mail', attempt: () => ({ current: 1, max: 2 }) },
    );
    await expect(handler()).rejects.toThrow();
    expect(ends).toMatchObject([{ status: 'filtered', by: 'attempt' }]);
    await tick();
    expect(await events()).toMatchObject([
      { message: 'after the failure', breadcrumbs: [{ message: 'RangeError: too far', data: { attempt: 1, max_attempts: 2 } }] },
    ]);
  });

  it('left to an inner handler are left for those around it too', async () => {
    const inner = job();
    const outer = Vigil.wrapHandler(() => inner(1), 'batch');
    await expect(outer()).rejects.toThrow();
    expect(await events()).toEqual([]);
    expect(outcomes()).toEqual({ filtered: 1 });
  });

  it.each([undefined, null, 'x', {}, { current: 'a', max: 3 }, { current: 1 }, { current: 1, max: Infinity }, { current: 2, max: 1 }])(
    'of which the end cannot be known (%o) are each the last',
    async given => {
      const handler = Vigil.wrapHandler(fail(error()), { name: 'mail', attempt: () => given as never });
      expect(handler).toThrow();
      expect(await events()).toHaveLength(1);
    },
  );
});

describe('isolation', () => {
  it('each call has its own user, tags and breadcrumbs; of the process it has the tags alone', async () => {
    Vigil.setUser({ id: 'process' });
    Vigil.setTag('host', 'h1');
    Vigil.addBreadcrumb({ message: 'of the process' });
    const handler = Vigil.wrapHandler(async (n: number) => {
      Vigil.addBreadcrumb({ message: `crumb ${n}` });
      if (n % 2) Vigil.setUser({ id: `${n}` });
      Vigil.setTag(`tag${n}`, n);
      await tick();
      throw error(`${n}`);
    }, 'job');
    await Promise.allSettled(Array.from({ length: 4 }, (_, n) => handler(n)));
    for (const event of await events()) {
      const n = Number(event.exception?.values?.[0]?.value);
      expect(event.user?.id).toBe(n % 2 ? `${n}` : undefined);
      expect(event.tags).toEqual({ host: 'h1', [`tag${n}`]: n });
      expect(event.breadcrumbs?.map(crumb => crumb.message)).toEqual([`crumb ${n}`]);
    }
    expect(new Set(kit.events().map(event => event.contexts?.['trace']?.['trace_id'])).size).toBe(4);
    expect(Vigil.getIsolationScope().getUser()).toEqual({ id: 'process' });
  });

  it('within a request: neither its user nor its crumbs, and nothing comes back', async () => {
    await Vigil.withIsolationScope(async () => {
      Vigil.setUser({ id: 'request' });
      Vigil.addBreadcrumb({ message: 'of the request' });
      await expect(Vigil.wrapHandler(async () => Promise.reject(error()), 'job')()).rejects.toThrow();
      expect(Vigil.lastEventId()).toBeUndefined();
    });
    const [event] = await events();
    expect([event?.user, event?.breadcrumbs]).toEqual([undefined, undefined]);
  });

  it('holds in each step of a generator, whoever asks for it', async () => {
    const handler = Vigil.wrapHandler(async function* (): AsyncGenerator<number, string, string> {
      Vigil.setUser({ id: 'job' });
      const got = yield 1;
      Vigil.captureMessage(got);
      await tick();
      Vigil.captureMessage('later');
      return 'end';
    }, 'stream');
    const stream = handler();
    await stream.next('');
    expect(await Vigil.withIsolationScope(() => stream.next('given'))).toEqual({ value: 'end', done: true });
    expect((await events()).map(event => [event.message, event.user?.id])).toEqual([
      ['given', 'job'],
      ['later', 'job'],
    ]);
    const counter = Vigil.wrapHandler(function* () {
      try {
        yield 1;
      } finally {
        Vigil.captureMessage('returned');
      }
    }, 'count')();
    counter.next();
    expect(counter.return(undefined)).toEqual({ value: undefined, done: true });
    expect((await events()).at(-1)).toMatchObject({ message: 'returned', transaction: 'count' });
  });
});

describe('the function', () => {
  it('is the one it wraps to everybody who looks: name, length, fields, this, arguments, result', () => {
    const self = {};
    const done = () => {};
    const fn = Object.assign(
      function named(this: unknown, ...[_event, callback]: [number, () => void]) {
        return { self: this, callback };
      },
      { timeout: 7 },
    );
    const handler = Vigil.wrapHandler(fn, 'x') as typeof fn;
    expect([handler.name, handler.length, handler.timeout]).toEqual(['named', fn.length, 7]);
    expect(handler.call(self, 1, done)).toEqual({ self, callback: done });
    expect(handler.call(self, 1, done).self).toBe(self);
  });

  it('works without a client', async () => {
    await Vigil.close();
    Vigil.setCurrentClient(undefined);
    expect(Vigil.wrapHandler((n: number) => n + 1, 'x')(1)).toBe(2);
    expect(Vigil.wrapHandler(fail('thrown'), { name: 'x', attempt: () => ({ current: 1, max: 2 }), flush: true })).toThrow('thrown');
    expect(Vigil.runWithCarrier('{}', () => 3)).toBe(3);
    expect(Vigil.inject()).toEqual({ v: 1 });
  });

  it('is handed back when it is none', () => {
    expect(Vigil.wrapHandler(undefined as never, 'x')).toBeUndefined();
  });
});

describe('meta', () => {
  it.each([
    ['carrier', {}],
    ['attempt', {}],
    ['contexts', {}],
  ])('%s that throws counts as absent, and says so once', async part => {
    const handler = Vigil.wrapHandler(fail(error()), { name: 'orders', [part]: fail(new Error('in meta')) });
    for (let n = 0; n < 3; n++) expect(handler).toThrow('too far');
    expect(await values()).toEqual(['too far', 'too far', 'too far']);
    expect(warn.mock.calls).toEqual([[`[vigil] V042 ${part} of orders`]]);
  });

  it('that answers with a rejection harms nobody', async () => {
    const rejections = vi.fn();
    process.on('unhandledRejection', rejections);
    const handler = Vigil.wrapHandler(fail(error()), { name: 'orders', carrier: async () => Promise.reject(new Error('in meta')) });
    expect(handler).toThrow('too far');
    await tick();
    process.off('unhandledRejection', rejections);
    expect([rejections.mock.calls, warn.mock.calls.length]).toEqual([[], 1]);
  });

  it.each([undefined, null, 7, {}, { name: 7 }, ''])('%o has no name: said once, the name is that of the function', async meta => {
    const handler = Vigil.wrapHandler(function sendMail() {
      throw error();
    }, meta as never);
    expect(handler).toThrow();
    expect(handler).toThrow();
    expect(await events()).toMatchObject([{ transaction: 'sendMail' }, { transaction: 'sendMail' }]);
    expect(warn.mock.calls).toEqual([['[vigil] V043 sendMail']]);
    expect(() => Vigil.wrapHandler(() => fail(error())(), meta as never)()).toThrow();
    expect((await events()).at(-1)?.transaction).toBe('job');
  });

  it('in AWS Lambda the function gives the name, and events say which invocation it was', async () => {
    const invocation = { awsRequestId: 'r-1', functionName: 'orders-prod', functionVersion: '7', getRemainingTimeInMillis: () => 2900 };
    const lambda = { aws_request_id: 'r-1', function_name: 'orders-prod', function_version: '7', remaining_time_in_millis: 2900 };
    const handler = async (_event: object, _context: object) => {
      throw error();
    };
    for (const options of [undefined, { flushTimeout: 500 }])
      await expect(Vigil.wrapHandler(handler, options)({}, invocation)).rejects.toThrow();
    await expect(Vigil.wrapHandler(handler, 'orders')({}, invocation)).rejects.toThrow();
    await expect(Vigil.wrapHandler(handler, 'orders')({}, { awsRequestId: 'r-1' })).rejects.toThrow();
    expect(warn).not.toHaveBeenCalled();
    const told = (await events()).map(({ transaction, contexts, exception }) => [
      transaction,
      exception?.values?.at(-1)?.mechanism?.type,
      contexts?.['aws.lambda'],
    ]);
    expect(told).toEqual([
      ['orders-prod', 'auto.function.aws_lambda', lambda],
      ['orders-prod', 'auto.function.aws_lambda', lambda],
      ['orders', 'auto.job', lambda],
      ['orders', 'auto.job', undefined],
    ]);
  });

  it('in AWS Lambda a handler that streams its response is known by the context that it is given third', async () => {
    const invocation = { awsRequestId: 'r-1', functionName: 'orders-prod', functionVersion: '7', getRemainingTimeInMillis: () => 2900 };
    const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
    const streamify = <F extends object>(handler: F) => Object.assign(handler, { [STREAMING]: 'response' });
    const handler = async (_event: object, stream: PassThrough, _context: object) => {
      stream.write('part');
      throw error();
    };
    for (const wrapped of [streamify(Vigil.wrapHandler(handler)), Vigil.wrapHandler(streamify(handler))]) {
      expect(wrapped[STREAMING as never]).toBe('response');
      await expect(wrapped({}, new PassThrough(), invocation)).rejects.toThrow();
    }
    expect(warn).not.toHaveBeenCalled();
    const told = (await events()).map(({ transaction, contexts, exception }) => [
      transaction,
      exception?.values?.at(-1)?.mechanism?.type,
      contexts?.['aws.lambda']?.['remaining_time_in_millis'],
    ]);
    expect(told).toEqual(Array(2).fill(['orders-prod', 'auto.function.aws_lambda', 2900]));
  });

  it('in AWS Lambda what a handler gives to its callback is reported and delivered before the host hears of it', async () => {
    const invocation = { awsRequestId: 'r-1', functionName: 'orders-prod' };
    const order: string[] = [];
    const handler = Vigil.wrapHandler(
      (event: { fails: boolean }, _context: object, callback: (error?: Error | null, result?: string) => void) => {
        setTimeout(() => {
          Vigil.setUser({ id: 'ada' });
          if (event.fails) callback(error());
          else callback(null, 'fine');
        });
      },
      { name: 'orders', flush: true },
    );
    const ask = (fails: boolean) =>
      new Promise<unknown[]>(resolve => {
        handler({ fails }, invocation, (...said) => {
          order.push(`${kit.events().length} delivered`);
          resolve(said);
        });
      });
    expect(await ask(false)).toEqual([null, 'fine']);
    expect(await ask(true)).toEqual([expect.objectContaining({ message: 'too far' })]);
    expect(order).toEqual(['0 delivered', '1 delivered']);
    expect(kit.events()).toMatchObject([
      { transaction: 'orders', exception: { values: [{ value: 'too far', mechanism: { handled: false } }] } },
    ]);
  });

  it('elsewhere callbacks are the very function that was given', () => {
    const callback = () => {};
    const handler = vi.fn((..._args: unknown[]) => {});
    Vigil.wrapHandler(handler, 'orders')({}, {}, callback);
    expect(handler.mock.calls).toEqual([[{}, {}, callback]]);
    expect(handler.mock.calls[0]?.[2]).toBe(callback);
  });

  it('contexts are asked for when there is an event, and never before', async () => {
    const contexts = vi.fn((topic: string) => ({ kafka: { topic } }));
    const handler = Vigil.wrapHandler((topic: string) => void (topic === 'bad' && Vigil.captureMessage('odd')), { name: 'x', contexts });
    handler('good');
    expect(contexts).not.toHaveBeenCalled();
    handler('bad');
    expect(await events()).toMatchObject([{ message: 'odd', contexts: { kafka: { topic: 'bad' }, job: { name: 'x' } } }]);
  });

  it('what the job says of itself wins over it', async () => {
    const handler = Vigil.wrapHandler(
      () => {
        Vigil.setContext('job', { id: 17 });
        Vigil.setContext('kafka', { topic: 'by hand' });
        throw error();
      },
      { name: 'x', contexts: () => ({ kafka: { topic: 'by meta' }, job: { id: 1 } }) },
    );
    expect(handler).toThrow();
    expect(await events()).toMatchObject([{ contexts: { kafka: { topic: 'by hand' }, job: { id: 17, name: 'x' } } }]);
  });
});

describe('flush', () => {
  const answerAfter = (delayMs: number) => kit.respond(() => ({ status: 200, delayMs }));

  it.each([true, 1000])('%s: the promise settles when the event is delivered', async flush => {
    answerAfter(50);
    const handler = Vigil.wrapHandler(async () => Promise.reject(error()), { name: 'x', flush });
    const ending = handler().catch(() => outcomes());
    for (let n = 0; n < 10; n++) await kit.clock.advance(10);
    expect(await ending).toEqual({ sent: 1 });
  });

  it('waits no longer than it was told to, and keeps the error', async () => {
    answerAfter(10_000);
    const thrown = error();
    const handler = Vigil.wrapHandler(async () => Promise.reject(thrown), { name: 'x', flush: 30 });
    const ending = handler().catch((given: unknown) => given);
    for (let n = 0; n < 5; n++) await kit.clock.advance(10);
    expect(await ending).toBe(thrown);
    expect(client.stats().pending).toEqual({ error: 1 });
    await kit.clock.advance(10_000);
  });

  it('waits for what a job that went well has captured, and for nothing when there is nothing', async () => {
    const flushes = vi.spyOn(client, 'drain');
    await Vigil.wrapHandler(async () => 1, { name: 'x', flush: true })();
    expect(flushes).not.toHaveBeenCalled();
    await Vigil.wrapHandler(async () => Vigil.captureMessage('told'), { name: 'x', flush: true })();
    expect(flushes).toHaveBeenCalledWith(2000);
  });

  it('is off unless asked for or a platform wishes it; what the handler says goes first', async () => {
    const flushes = vi.spyOn(client, 'drain');
    const call = (flush?: boolean | number) =>
      Vigil.wrapHandler(async () => void Vigil.captureMessage('told'), { name: 'x', ...(flush !== undefined && { flush }) })();
    await call();
    await call(Number.NaN);
    client.on('jobEnd', (wish: { flush?: boolean | number }) => {
      wish.flush ??= 500;
    });
    await call(false);
    await call(0);
    expect(flushes).not.toHaveBeenCalled();
    await call();
    expect(flushes.mock.calls).toEqual([[500]]);
  });

  it('leaves the errors alone that wait for their own response', async () => {
    const request = new Vigil.Hub();
    let status = 200;
    const look = () => ({ status, headersSent: false, method: 'GET', gone: false });
    Vigil.holdError(request, error('of the request'), { mechanism: 'auto.http', look });
    await Vigil.wrapHandler(async () => Vigil.captureMessage('of the job'), { name: 'x', flush: true })();
    expect(kit.events().map(({ message }) => message)).toEqual(['of the job']);
    status = 404;
    Vigil.judgeErrors(request, 'finished');
    expect(outcomes()).toEqual({ sent: 1, filtered: 1 });
  });

  it('keeps the result of a handler that answers at once', () => {
    const result = {};
    expect(Vigil.wrapHandler(() => result, { name: 'x', flush: true })()).toBe(result);
  });
});
