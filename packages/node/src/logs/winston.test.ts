import { createTestkit, type Testkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import winston, { type Logger, type LoggerOptions } from 'winston';
import Transport from 'winston-transport';
import { type Client, flush, getCurrentScope, init, type NodeOptions, withIsolationScope } from '../index';
import { createSentryWinstonTransport, type WinstonTransportOptions } from './createSentryWinstonTransport';
import { sentLogs } from './fixtures/sentLogs';

let kit: Testkit;
let client: Client;
let lines: string[];
const warn = vi.fn();
const start = (options: NodeOptions = {}) => {
  client = init({ ...kit.options, logger: { warn }, ...options }) as Client;
};
beforeEach(() => {
  kit = createTestkit();
  lines = [];
  warn.mockClear();
  getCurrentScope().clear();
  start();
});
afterEach(() => client.close());

class Output extends Transport {
  override log(info: Record<symbol, string>, next: () => void): void {
    lines.push(String(info[Symbol.for('message')]));
    next();
  }
}
function create(own?: WinstonTransportOptions, options: LoggerOptions = {}, ofTransport?: Transport.TransportStreamOptions): Logger {
  const Sentry = createSentryWinstonTransport(Transport, own);
  return winston.createLogger({ level: 'silly', ...options, transports: [new Output(), new Sentry(ofTransport)] });
}
const logs = async () => {
  await flush();
  return sentLogs(kit);
};

describe('a line of winston', () => {
  it('becomes a log with its message and fields', async () => {
    const log = create(undefined, {
      defaultMeta: { service: 'shop' },
      format: winston.format.combine(winston.format.timestamp(), winston.format.splat()),
    });
    log.info('x %s', 'y', { a: 1 });
    log.child({ module: 'db' }).warn('slow', { ms: 812, user: { id: 'u1' } });
    log.log({ level: 'info', message: 'whole', on: true });
    const [first, second, third] = await logs();
    expect(first).toMatchObject({ level: 'info', body: 'x y', attributes: { service: 'shop', a: 1, 'sentry.origin': 'auto.log.winston' } });
    expect(second).toMatchObject({ level: 'warn', body: 'slow', attributes: { module: 'db', ms: 812, user: '{"id":"u1"}' } });
    expect(third?.attributes).toEqual({ service: 'shop', on: true, 'sentry.origin': 'auto.log.winston' });
  });

  it.each([
    ['npm', { error: 'error', warn: 'warn', info: 'info', http: 'debug', verbose: 'debug', debug: 'debug', silly: 'trace' }],
    [
      'syslog',
      { emerg: 'fatal', alert: 'fatal', crit: 'fatal', error: 'error', warning: 'warn', notice: 'info', info: 'info', debug: 'debug' },
    ],
    [
      'cli',
      {
        error: 'error',
        warn: 'warn',
        help: 'info',
        data: 'info',
        info: 'info',
        debug: 'debug',
        prompt: 'info',
        verbose: 'debug',
        silly: 'trace',
      },
    ],
  ] as const)('has its level: %s', async (set, levels) => {
    const format = winston.format.colorize({ colors: Object.fromEntries(Object.keys(levels).map(level => [level, 'red'])) });
    const log = create(undefined, { levels: winston.config[set].levels, level: Object.keys(levels).at(-1)!, format });
    for (const level of Object.keys(levels)) log.log(level, level);
    expect((await logs()).map(({ level }) => level)).toEqual(Object.values(levels));
  });

  it('of a level of its own has that of the map, else `info`', async () => {
    const own = { customLevelMap: { loud: 'error', error: 'fatal', odd: 'nothing' as never } } as const;
    const log = create(own, { levels: { error: 0, loud: 1, odd: 2, toString: 3 }, level: 'toString' });
    for (const level of ['error', 'loud', 'odd', 'toString']) log.log(level, level);
    expect((await logs()).map(({ level }) => level)).toEqual(['fatal', 'error', 'info', 'info']);
  });

  it('leaves where its level is wanted, by the option and by the transport', async () => {
    const log = create({ levels: ['error', 'debug'] }, {}, { level: 'info' });
    for (const level of ['error', 'info', 'debug']) log.log(level, level);
    expect((await logs()).map(({ body }) => body)).toEqual(['error']);
    expect(lines).toHaveLength(3);
  });

  it.each([
    ['with format.errors', winston.format.errors({ stack: true })],
    ['without', winston.format.json()],
  ])('tells of an error, %s', async (_case, format) => {
    const log = create(undefined, { format });
    log.error(Object.assign(new TypeError('one'), { code: 7 }));
    log.error('failed:', Object.assign(new Error('two'), { code: 7 }));
    log.error('failed', { error: new Error('three') });
    const [one, two, three] = await logs();
    expect(one).toMatchObject({ level: 'error', body: 'one', attributes: { code: 7, stack: expect.stringContaining('winston.test') } });
    expect(two).toMatchObject({ body: 'failed: two', attributes: { code: 7, stack: expect.stringContaining('winston.test') } });
    expect(three?.attributes['error']).toContain('three');
  });

  it('holds what the formats left of it and nothing else', async () => {
    const hide = winston.format(info => ({ ...info, message: String(info.message).replace('s3cret', '***'), card: '***' }));
    const log = create(undefined, { format: winston.format.combine(winston.format.splat(), hide()) });
    log.info('pay with %s', 's3cret', { card: 's3cret' });
    expect(await logs()).toMatchObject([{ body: 'pay with ***', attributes: { card: '***' } }]);
    expect(JSON.stringify(kit.envelopes())).not.toContain('s3cret');
  });

  it('belongs to the context it was written in', async () => {
    const log = create();
    let trace: string | undefined;
    withIsolationScope(() => {
      trace = getCurrentScope().getPropagationContext().traceId;
      log.info('inside');
    });
    expect(await logs()).toMatchObject([{ trace_id: trace }]);
  });

  it('is written as it would be without us, and 1,000 lines are 1,000 logs', async () => {
    const log = create();
    for (let at = 0; at < 1000; at++) log.info(`line ${at}`, { at });
    const plain = lines.splice(0);
    expect((await logs()).map(({ body }) => body)).toEqual(Array.from({ length: 1000 }, (_, at) => `line ${at}`));
    const bare = winston.createLogger({ level: 'silly', transports: [new Output()] });
    for (let at = 0; at < 1000; at++) bare.info(`line ${at}`, { at });
    expect(lines).toEqual(plain);
  });

  it('is a log once where a hook writes lines, and comes to nothing after close()', async () => {
    await client.close();
    start({
      beforeSendLog(line) {
        log.info('from the hook');
        return line;
      },
    });
    client.on('beforeCaptureLog', () => void log.info('from the other'));
    const log = create();
    log.info('hi');
    expect((await logs()).map(({ body }) => body)).toEqual(['hi']);
    expect(lines).toHaveLength(3);
    await client.close();
    log.info('later');
    expect(lines).toHaveLength(4);
    expect(sentLogs(kit)).toHaveLength(1);
  });
});

it('hands on every line and says so, whatever it holds', async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const throwing = {
    get message() {
      throw new Error('mine');
    },
  };
  for (const own of [undefined, null, 7, proxy, { levels: proxy }, { customLevelMap: proxy }, { customLevelMap: null }] as never[]) {
    const sink = new (createSentryWinstonTransport(Transport, own))();
    const logged = vi.fn();
    sink.on('logged', logged);
    const given = [undefined, null, 'text', proxy, throwing, { level: Symbol('s'), message: 'x' }, new Error('x')];
    for (const info of given) {
      const next = vi.fn();
      sink.log?.(info, next);
      expect(next).toHaveBeenCalledExactlyOnceWith();
    }
    sink.log?.({ level: 'info', message: 'x' }, undefined as never);
    await vi.waitFor(() => expect(logged).toHaveBeenCalledTimes(given.length + 1));
    expect(logged.mock.calls[0]).toEqual([undefined]);
  }
  for (const noClass of [undefined, null, 7, {}] as never[]) new (createSentryWinstonTransport(noClass) as typeof Transport)();
  expect(warn.mock.calls.flat().join()).toContain('createSentryWinstonTransport');
});

it('is a transport of winston, given its options', () => {
  class Own extends Transport {
    constructor(readonly given?: Transport.TransportStreamOptions) {
      super(given);
    }
  }
  const sink = new (createSentryWinstonTransport(Own))({ level: 'warn', silent: true });
  expect(sink).toBeInstanceOf(Own);
  expect([sink.given, sink.level, sink.silent]).toEqual([{ level: 'warn', silent: true }, 'warn', true]);
});
