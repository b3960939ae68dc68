import log4js from 'log4js';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog4jsAppender } from './createLog4jsAppender';
import { describeBridge, logs, unreadable, withClient } from './fixtures/bridge';

withClient();
afterEach(() => new Promise<void>(done => log4js.shutdown(() => done())));

function create(options?: Parameters<typeof createLog4jsAppender>[0]): log4js.Logger {
  log4js.configure({
    levels: { AUDIT: { value: 35_000, colour: 'blue' } },
    appenders: { vigil: { type: createLog4jsAppender(options) } },
    categories: { default: { appenders: ['vigil'], level: 'all' } },
  });
  return log4js.getLogger('shop');
}

it('a line becomes a log: its text, template and values, category and context', async () => {
  const log = create();
  log.addContext('orderId', 7);
  log.info('order %s paid', 'A7');
  log.warn('slow', { ms: 812 });
  const [first, second] = await logs();
  expect(first).toMatchObject({ level: 'info', body: 'order A7 paid' });
  expect(first?.attributes).toEqual({
    orderId: 7,
    'sentry.message.template': 'order %s paid',
    'sentry.message.parameter.0': 'A7',
    'log4js.category': 'shop',
    'sentry.origin': 'auto.log.log4js',
  });
  expect(second).toMatchObject({ level: 'warn', body: 'slow {"ms":812}' });
});

it('an error keeps its stack', async () => {
  create().error('not paid', new TypeError('broken'));
  create().error(new TypeError('alone'));
  const [first, second] = await logs();
  expect(first?.body).toBe('not paid TypeError: broken');
  expect(String(first?.attributes['stack'])).toContain('log4js.test');
  expect(second).toMatchObject({ level: 'error', body: 'TypeError: alone' });
});

it('has its level, one of its own that of the nearest number', async () => {
  const log = create();
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'mark', 'audit']) log.log(level, level);
  expect((await logs()).map(({ level, body }) => [body, level])).toEqual([
    ...['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map(level => [level, level]),
    ['mark', 'info'],
    ['audit', 'warn'],
  ]);
});

it('is taken where its level is wanted', async () => {
  const log = create({ levels: ['error'] });
  for (const level of ['warn', 'error', 'fatal']) log.log(level, level);
  expect((await logs()).map(({ body }) => body)).toEqual(['error']);
});

describe('a line', () => {
  describeBridge(() => {
    const log = create();
    return text => log.info(text);
  });
});

it('hands on every event, whatever it is', async () => {
  const append = createLog4jsAppender().configure();
  for (const event of [undefined, null, 'text', 7, [], {}, unreadable, { data: [{ a: 1 }] }]) append(event);
  expect((await logs()).map(({ level, body }) => [level, body])).toEqual(expect.arrayContaining([['info', '{"a":1}']]));
});
