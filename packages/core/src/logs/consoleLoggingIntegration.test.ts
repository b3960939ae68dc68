import { createTestkit, type Testkit } from '@vigil/testkit';
import { beforeEach, expect, it } from 'vitest';
import {
  type ConsoleLevel,
  type ConsoleLoggingOptions,
  consoleIntegration,
  consoleLoggingIntegration,
  createClient,
  init,
  type VigilOptions,
  withIsolationScope,
} from '../index';
import { useConsole } from '../instrument/fixtures/useConsole';

const used = useConsole();
let kit: Testkit;
beforeEach(() => {
  kit = createTestkit();
});

interface Line {
  level: string;
  severity_number: number;
  body: string;
  attributes: Record<string, { value: unknown }>;
}
const lines = () => (kit.items('log') as Array<{ items: Line[] }>).flatMap(({ items }) => items);
const said = () => lines().map(({ level, body }) => `${level}: ${body}`);

function start(options?: ConsoleLoggingOptions, more: VigilOptions = {}) {
  const client = init({ ...kit.options, integrations: [consoleLoggingIntegration(options)], ...more });
  used.clients.push(client);
  return client;
}

it('makes a log of each line, and prints as before', async () => {
  const client = start();
  console.debug('a');
  console.info('b');
  console.log('c');
  console.warn('d');
  console.error('e');
  console.trace('f');
  console.assert(true, 'fine');
  console.assert(false, 'g', 7);
  console.assert(false);
  await client.flush();
  expect(said()).toEqual([
    'debug: a',
    'info: b',
    'info: c',
    'warn: d',
    'error: e',
    'trace: f',
    'error: Assertion failed: g 7',
    'error: Assertion failed',
  ]);
  expect(lines().map(({ severity_number: number }) => number)).toEqual([5, 9, 10, 13, 17, 1, 17, 17]);
  for (const { attributes } of lines()) expect(attributes['sentry.origin']?.value).toBe('auto.log.console');
  expect(used.output.map(([method]) => method)).toEqual(['debug', 'info', 'log', 'warn', 'error', 'trace', 'assert', 'assert', 'assert']);
});

it('keeps template and values apart', async () => {
  const client = start();
  console.log('user %s has %d', 'ann', 3);
  console.log('user', { id: 7, password: 'hunter2' });
  console.log({ id: 7 });
  console.log(1, 2);
  await client.flush();
  expect(said().map(line => line.replace('info: ', ''))).toEqual([
    'user ann has 3',
    'user {"id":7,"password":[Filtered]}',
    '{"id":7}',
    '1 2',
  ]);
  const parts = lines().map(({ attributes }) =>
    ['template', 'parameter.0', 'parameter.1'].map(part => attributes[`sentry.message.${part}`]?.value),
  );
  expect(parts).toEqual([
    ['user %s has %d', 'ann', 3],
    ['user {}', '{"id":7,"password":"[Filtered]"}', undefined],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ]);
});

it('takes the levels it was told', async () => {
  const client = start({ levels: ['error', 'no level' as ConsoleLevel] });
  console.log('a');
  console.error('b');
  await client.flush();
  expect(said()).toEqual(['error: b']);
});

it('beside the breadcrumbs of the console there is one of each, and in a request its own', async () => {
  const client = start(undefined, { integrations: [consoleIntegration(), consoleLoggingIntegration()] });
  withIsolationScope(scope => {
    scope.setUser({ id: 'u1' });
    console.log('a');
    client.captureMessage('hello');
  });
  await client.flush();
  expect(said()).toEqual(['info: a']);
  expect(lines()[0]?.attributes['user.id']?.value).toBe('u1');
  expect(kit.events()[0]?.breadcrumbs).toMatchObject([{ category: 'console', message: 'a' }]);
});

it('does not go round in circles', async () => {
  const client = start(undefined, {
    debug: true,
    logger: console,
    beforeSendLog(log) {
      console.log('from the hook');
      return log;
    },
  });
  console.log({
    toJSON() {
      console.log('from toJSON');
      return 'mine';
    },
  });
  await client.flush();
  expect(said()).toEqual(['info: mine']);
  expect(used.output.some(([, [line]]) => String(line).startsWith('[vigil] log_item'))).toBe(true);
});

it('of two clients each has its own', async () => {
  const other = createTestkit();
  start();
  const second = createClient({ ...other.options, integrations: [consoleLoggingIntegration()] });
  used.clients.push(second);
  second.run(() => console.log('of the second'));
  console.log('of nobody');
  for (const client of used.clients) await client.flush();
  expect(said()).toEqual(['info: of nobody']);
  expect(JSON.stringify(other.items('log'))).toContain('of the second');
});

it('is undone by close', async () => {
  const before = console.log;
  const client = start();
  expect(console.log).not.toBe(before);
  await client.close();
  expect(console.log).toBe(before);
});
