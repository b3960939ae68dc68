import { createRequire } from 'node:module';
import { createTestkit, type Testkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type Client,
  captureException,
  createClient,
  type Event,
  flush,
  getCurrentScope,
  init,
  logger,
  type NodeOptions,
  setUser,
  withIsolationScope,
} from '../index';
import { sentLogs } from './fixtures/sentLogs';
import { type PinoOptions, pinoIntegration } from './pinoIntegration';

type Write = (...args: unknown[]) => void;
interface Logger extends Record<'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', Write> {
  child(bindings: object, options?: object): Logger;
  [own: string]: unknown;
}
type Pino = (options: object, stream: { write(line: string): void }) => Logger;
const require = createRequire(import.meta.url);
const NEWER = ['pino', 'pino-9'];
const VERSIONS = [...NEWER, 'pino-9-9', 'pino-8'];

let kit: Testkit;
let client: Client;
let lines: string[];
/** No line of this file holds it, for what is reported brings its source. */
const SECRET = ['s3', 'cret'].join('');
const warn = vi.fn();
const start = (pino?: PinoOptions, options: NodeOptions = {}) => {
  client = init({ ...kit.options, logger: { warn }, integrations: [pinoIntegration(pino)], ...options }) as Client;
};
beforeEach(() => {
  kit = createTestkit();
  lines = [];
  warn.mockClear();
  getCurrentScope().clear();
});
afterEach(() => client.close());

/** A logger of this version; of those that tell nobody by themselves one that was handed over. */
function create(version: string, options: object = {}): Logger {
  const made = (require(version) as Pino)(
    { base: undefined, timestamp: false, level: 'trace', ...options },
    { write: line => lines.push(line) },
  );
  if (!NEWER.includes(version)) pinoIntegration.trackLogger(made);
  return made;
}
const logs = async () => {
  await flush();
  return sentLogs(kit);
};
const events = async (): Promise<Event[]> => {
  await flush();
  return kit.events();
};

describe.each(VERSIONS)('a line of %s', version => {
  it('becomes a log with its message and fields', async () => {
    start();
    const log = create(version, { base: { pid: 7, hostname: 'h', service: 'shop' }, name: 'api', timestamp: true });
    log.info({ a: 1, on: true, user: { id: 'u1' } }, 'x %s', 'y');
    log.warn('plain');
    log.info({ only: 'fields' });
    expect(await logs()).toMatchObject([
      {
        level: 'info',
        body: 'x y',
        attributes: {
          service: 'shop',
          name: 'api',
          a: 1,
          on: true,
          user: '{"id":"u1"}',
          msg: 'x y',
          'pino.logger.name': 'api',
          'pino.logger.level': 30,
          'sentry.origin': 'auto.log.pino',
        },
      },
      { level: 'warn', body: 'plain' },
      { level: 'info', body: '', attributes: { only: 'fields' } },
    ]);
    for (const key of ['pid', 'hostname', 'time', 'level']) expect((await logs())[0]?.attributes).not.toHaveProperty(key);
    expect(lines).toHaveLength(3);
  });

  it('has its level', async () => {
    start();
    const log = create(version, { customLevels: { http: 27, loud: 48, syslog: 55, notice: 70, silly: 1000 } });
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'http', 'loud', 'syslog', 'notice', 'silly'])
      (log[level] as Write)('x');
    expect((await logs()).map(({ level }) => level)).toEqual([
      ...['trace', 'debug', 'info', 'warn', 'error', 'fatal'],
      // one that many loggers have goes by its name, any other by the nearest number
      ...['debug', 'error', 'error', 'info', 'trace'],
    ]);
  });

  it('of a child has what it was bound to, and one below the level of its logger is none', async () => {
    start();
    const child = create(version, { level: 'info' }).child({ module: 'db' }).child({ query: 3 }, { level: 'debug' });
    child.debug('b');
    child.trace('c');
    expect(await logs()).toMatchObject([{ level: 'debug', body: 'b', attributes: { module: 'db', query: 3 } }]);
  });

  it('belongs to the context it was written in', async () => {
    start();
    const log = create(version);
    let trace: string | undefined;
    withIsolationScope(() => {
      trace = getCurrentScope().getPropagationContext().traceId;
      setUser({ id: 'u1' });
      log.info('inside');
    });
    log.info('outside');
    const [inside, outside] = await logs();
    expect(inside).toMatchObject({ trace_id: trace, attributes: { 'user.id': 'u1' } });
    expect(outside?.attributes).not.toHaveProperty('user.id');
  });

  it('holds nothing that pino redacts', async () => {
    start();
    const log = create(version, { redact: { paths: ['card', 'a.b', '*.deep', 'err.note', 'gone', 'msg'], censor: '***' } }).child({
      card: 's3cret',
    });
    log.info({ a: { b: 's3cret' }, c: { deep: 's3cret', kept: 1 }, err: Object.assign(new Error('x'), { note: 's3cret' }) }, 's3cret');
    const [line] = await logs();
    expect(JSON.stringify(kit.envelopes())).not.toContain('s3cret');
    expect(line).toMatchObject({ body: '***', attributes: { card: '***', a: '{"b":"***"}', c: '{"deep":"***","kept":1}' } });
  });

  it('tells of an error under whatever name', async () => {
    start();
    const log = create(version);
    log.error(new TypeError('one'));
    log.error(Object.assign(new Error('two'), { code: 7 }), 'failed');
    log.error({ error: Object.assign(new Error('three'), { code: 7 }) }, 'failed');
    const sent = await logs();
    expect(sent.map(({ body }) => body)).toEqual(['one', 'failed', 'failed']);
    const errors = sent.map(({ attributes }) => JSON.parse(String(attributes['err'] ?? attributes['error'])));
    expect(errors).toMatchObject([
      { type: 'TypeError', message: 'one', stack: expect.stringContaining('pino.test') },
      { message: 'two', code: 7 },
      { type: 'Error', message: 'three', code: 7, stack: expect.stringContaining('pino.test') },
    ]);
  });

  it('is found whatever its keys are called, in a child too', async () => {
    start({ error: { levels: ['error'] } });
    const log = create(version, {
      messageKey: 'text',
      errorKey: 'failure',
      nestedKey: 'data',
      formatters: { level: (level: string) => ({ severity: level }) },
    });
    log.child({ module: 'db' }).error({ failure: new Error('broken'), a: 1 }, 'failed');
    expect(await logs()).toMatchObject([
      { body: 'failed', attributes: { module: 'db', severity: 'error', data: expect.stringContaining('"a":1') } },
    ]);
    expect(await events()).toMatchObject([{ exception: { values: [{ value: 'broken' }] } }]);
  });

  it('is written as it would be without us, and 1,000 lines are 1,000 logs', async () => {
    const say = (log: Logger) => {
      for (let at = 0; at < 1000; at++) log.child({ at }).info({ nested: { at } }, 'line %d', at);
      log.error(new Error('x'));
    };
    const create2 = () => create(version, { serializers: { err: (error: Error) => error.message } });
    client = createClient({ ...kit.options });
    say(create2());
    const before = lines.splice(0);
    start();
    say(create2());
    expect(lines).toEqual(before);
    expect((await logs()).map(({ body }) => body)).toEqual([...Array.from({ length: 1000 }, (_, at) => `line ${at}`), 'x']);
    await client.close();
    lines = [];
    say(create2());
    expect(lines).toEqual(before);
    expect(sentLogs(kit)).toHaveLength(1001);
  });

  it('whose serialiser throws throws as it would, and the next is there', async () => {
    start();
    const log = create(version, {
      serializers: {
        bad: () => {
          throw new Error('mine');
        },
      },
    });
    expect(() => log.info({ bad: 1 }, 'a')).toThrow('mine');
    log.info('b');
    expect((await logs()).map(({ body }) => body)).toEqual(['b']);
  });

  it('is a log once where beforeSendLog, hooks of the client and beforeSend write lines', async () => {
    let log: Logger;
    const say = <T>(item: T): T => {
      log.error('from a hook');
      return item;
    };
    start(
      { error: { levels: ['error'] } },
      {
        beforeSendLog: say,
        beforeSend: async event => {
          await null;
          return say(event);
        },
      },
    );
    client.on('beforeCaptureLog', say);
    log = create(version);
    log.error('hi');
    expect((await logs()).map(({ body }) => body)).toEqual(['hi']);
    expect((await events()).map(({ message }) => message)).toEqual(['hi']);
    expect(lines).toHaveLength(4);
  });

  it('of the levels of `error` is an event too', async () => {
    start({ error: { levels: ['error', 'fatal'], handled: false }, log: { levels: ['warn'] } });
    const log = create(version, { name: 'api' }).child({ module: 'db' });
    log.warn('only a log');
    log.error(new TypeError('broken'), 'failed');
    log.fatal({ a: 1 }, 'over');
    log.error({ problem: new RangeError('found') });
    expect((await logs()).map(({ body }) => body)).toEqual(['only a log']);
    const mechanism = { type: 'auto.log.pino', handled: false };
    const sent = await events();
    expect(sent).toMatchObject([
      { level: 'error', logger: 'pino', exception: { values: [{ type: 'TypeError', value: 'broken', mechanism }] } },
      { level: 'fatal', logger: 'pino', message: 'over' },
      { level: 'error', exception: { values: [{ type: 'RangeError', value: 'found', mechanism }] } },
    ]);
    expect(sent[0]?.contexts?.['pino']).toEqual({ name: 'api', module: 'db', msg: 'failed' });
    expect(sent[1]?.contexts?.['pino']).toEqual({ name: 'api', module: 'db', a: 1, msg: 'over' });
    expect(sent[0]?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.filename).toContain('pino.test');
  });

  it('about an error that was captured is no second event', async () => {
    start({ error: { levels: ['error'] } });
    const error = new Error('once');
    captureException(error);
    create(version).error(error);
    expect(await events()).toHaveLength(1);
  });

  it.each([
    ['a field of the error', ['err.note'], {}],
    ['any such field', ['*.note'], {}],
    ['the error', ['err'], {}],
    ['the error, removed', { paths: ['err'], remove: true }, {}],
    ['what a serialiser of its own made', ['err.text'], { serializers: { err: (error: Error) => ({ text: error.message }) } }],
  ])('is reported without what pino redacts: %s', async (_case, redact, more) => {
    start({ error: { levels: ['error'] } });
    create(version, { redact, ...more }).error(Object.assign(new Error(SECRET), { note: SECRET }), 'failed');
    const sent = await events();
    expect(sent).toHaveLength(1);
    const shown = JSON.stringify(sent).replaceAll(`Error: ${SECRET}`, '');
    // only what pino itself writes
    const isWritten = lines[0]?.includes(`"message":"${SECRET}"`) ?? false;
    expect(shown.split(SECRET).length - 1).toBe(isWritten ? 1 : 0);
    if (isWritten) expect(sent[0]?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.filename).toContain('pino.test');
  });

  it('is reported as it was thrown where `redact` does not touch the error', async () => {
    start({ error: { levels: ['error'] } });
    const cause = new Error('deep');
    create(version, { redact: ['*.password'] }).error(new Error('broken', { cause }), 'failed');
    expect((await events())[0]?.exception?.values?.map(({ value }) => value)).toEqual(['deep', 'broken']);
  });
});

describe('which loggers', () => {
  it.each(VERSIONS)('%s: with autoInstrument: false only those that were handed over, children with them', async version => {
    start({ autoInstrument: false });
    const make = require(version) as Pino;
    const [mine, other] = [0, 1].map(() => make({}, { write: () => {} })) as [Logger, Logger];
    const early = mine.child({ early: true });
    pinoIntegration.trackLogger(mine);
    pinoIntegration.trackLogger(early);
    for (const log of [mine, other, early, mine.child({ late: true })]) log.info('x');
    pinoIntegration.untrackLogger(early);
    early.info('y');
    expect((await logs()).map(({ attributes }) => [attributes['early'], attributes['late']])).toEqual([
      [undefined, undefined],
      [true, undefined],
      [undefined, true],
    ]);
  });

  it.each(NEWER)('%s: all but those that were taken out', async version => {
    start();
    const [mine, other] = [create(version), create(version)];
    pinoIntegration.untrackLogger(mine);
    for (const log of [mine, other, mine.child({})]) log.info(log === other ? 'other' : 'mine');
    expect((await logs()).map(({ body }) => body)).toEqual(['other']);
  });

  it('an older pino says once how its loggers are heard', async () => {
    start();
    const make = require('pino-8') as Pino;
    make({}, { write: () => {} }).info('nobody hears');
    await flush();
    await flush();
    expect(warn.mock.calls.flat().filter(line => String(line).includes('pinoIntegration'))).toEqual([
      expect.stringMatching(/pino (?:8|9\.9)\.\d+.*trackLogger/),
    ]);
  });

  it('each client has the lines of its contexts', async () => {
    start();
    const other = createTestkit();
    const second = createClient({ ...other.options, integrations: [pinoIntegration()] });
    const log = create('pino');
    second.run(() => log.info('second'));
    client.run(() => log.info('first'));
    await Promise.all([flush(), second.flush()]);
    expect([sentLogs(kit), sentLogs(other)].map(each => each.map(({ body }) => body))).toEqual([['first'], ['second']]);
    await second.close();
  });
});

it('nothing is thrown for what is no logger, no options or no line', async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const hostile of [
    null,
    undefined,
    7,
    proxy,
    Symbol('s'),
    {},
    Object.freeze({ levels: {} }),
    { levels: { labels: null } },
  ] as never[]) {
    pinoIntegration.trackLogger(hostile);
    pinoIntegration.untrackLogger(hostile);
    start(hostile);
    start({ log: hostile, error: hostile });
    // of pino's own it throws
    if (hostile !== proxy) create('pino').error({ err: hostile }, 'x');
    if (hostile !== proxy) create('pino').info(hostile);
    await client.close();
  }
  start();
  const odd = create('pino', { serializers: { a: () => ({ toJSON: () => undefined }) } });
  odd.info({ a: 1 });
  logger.info('still here');
  expect((await logs()).map(({ body }) => body).at(-1)).toBe('still here');
});
