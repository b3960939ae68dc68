import { createRequire } from 'node:module';
import type bunyan from 'bunyan';
import { describe, expect, it } from 'vitest';
import { createBunyanStream } from './createBunyanStream';
import { describeBridge, logs, unreadable, withClient } from './fixtures/bridge';

const require = createRequire(import.meta.url);
withClient();

describe.each(['bunyan', 'bunyan-1'])('a line of %s', version => {
  const { createLogger, stdSerializers } = require(version) as typeof bunyan;
  const create = (levels?: Parameters<typeof createBunyanStream>[0], options: Partial<bunyan.LoggerOptions> = {}) =>
    createLogger({ name: 'shop', level: 'trace', ...options, streams: [createBunyanStream(levels)] });

  it('becomes a log with its message and its fields, those of its parents among them', async () => {
    const log = create();
    log.info({ orderId: 7 }, 'order %s paid', 'A7');
    log.child({ component: 'db' }).warn('slow');
    const [first, second] = await logs();
    expect(first).toMatchObject({ level: 'info', body: 'order A7 paid' });
    expect(first?.attributes).toEqual({ name: 'shop', orderId: 7, 'sentry.origin': 'auto.log.bunyan' });
    expect(second).toMatchObject({ level: 'warn', body: 'slow', attributes: { component: 'db' } });
  });

  it('leaves as its serialisers made it', async () => {
    const log = create(undefined, { serializers: { ...stdSerializers, card: () => '[hidden]' } });
    log.error({ err: new TypeError('broken'), card: '4111' });
    const [line] = await logs();
    expect(line).toMatchObject({ level: 'error', body: 'broken', attributes: { card: '[hidden]' } });
    expect(JSON.parse(String(line?.attributes['err']))).toMatchObject({ name: 'TypeError', message: 'broken' });
  });

  it('has its level, one of its own that of the nearest number', async () => {
    const log = create();
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) log[level](level);
    log.info({ level: 37 }, 'of its own');
    expect((await logs()).map(({ level, body }) => [level, body])).toEqual([
      ...['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map(level => [level, level]),
      ['warn', 'of its own'],
    ]);
  });

  it('is taken where its level is wanted, by the option and by the stream', async () => {
    const log = create({ levels: ['error'] });
    log.addStream({ ...createBunyanStream(), level: 'fatal' });
    for (const level of ['warn', 'error', 'fatal'] as const) log[level](level);
    expect((await logs()).map(({ body }) => body)).toEqual(['error', 'fatal']);
  });

  describeBridge(() => {
    const log = create();
    return text => log.info(text);
  });
});

it('hands on every record, whatever it is', async () => {
  const { stream } = createBunyanStream();
  for (const record of [undefined, null, 'text', 7, [], unreadable, { level: 'odd', msg: { a: 1 } }]) stream.write(record as never);
  expect((await logs()).map(({ level, body }) => [level, body])).toEqual(expect.arrayContaining([['info', '{"a":1}']]));
});
