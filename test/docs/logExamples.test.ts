import { readFileSync } from 'node:fs';
import * as Vigil from '@vigil/node';
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it, vi } from 'vitest';
import { examplesOf, runExample } from './examples';

const page = readFileSync(new URL('../../docs/logs.md', import.meta.url), 'utf8');
const examples = examplesOf(page, 'ts');
afterEach(() => {
  Vigil.getIsolationScope().clear();
  return Vigil.close();
});

interface Entry {
  level?: string;
  body?: string;
  name?: string;
  type?: string;
  value?: number;
  unit?: string;
  attributes: Record<string, { value: unknown }>;
}
const isOwn = ([key]: [string, unknown]) => !/^(?:sentry\.(?!message|origin)|server\.)/.test(key);

function shown({ level, body, type, name, value, unit, attributes }: Entry): string {
  const own = Object.entries(attributes).filter(isOwn);
  return [level ?? type, body ?? name, value, unit, ...own.map(([key, each]) => `${key}=${each.value}`)]
    .filter(part => part !== undefined)
    .join(' ');
}

it.each(examples.map(code => [code.trim().split('\n').at(-1), code] as const))('docs/logs.md does what it says: %s', async (said, code) => {
  const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const kit = createTestkit();
  const init = (options: Vigil.VigilOptions = {}) => Vigil.init({ ...kit.options, defaultIntegrations: false, ...options });
  init();
  const { default: pino } = await import('pino');
  const { default: winston } = await import('winston');
  const { default: Transport } = await import('winston-transport');
  const { default: bunyan } = await import('bunyan');
  const { default: log4js } = await import('log4js');
  await runExample(code, { Vigil: { ...Vigil, init }, console, pino, winston, Transport, bunyan, log4js });
  await Vigil.flush();
  await Vigil.close();
  quiet.mockRestore();
  const [what, type] = said?.startsWith('// logs') ? ['logs', 'log'] : ['metrics', 'trace_metric'];
  const entries = (kit.items(type) as Array<{ items: Entry[] }>).flatMap(({ items }) => items);
  expect(`// ${what}: ${entries.map(shown).join('; ')}`).toBe(said);
});

it('shows each way', () => {
  const words = [
    'logger.info',
    'fmt',
    'setAttributes',
    'consoleLoggingIntegration',
    'pinoIntegration',
    'WinstonTransport',
    'createBunyanStream',
    'createLog4jsAppender',
    'beforeSendLog',
    'count',
    'gauge',
    'distribution',
  ];
  expect(words.filter(word => !examples.some(code => code.includes(word)))).toEqual([]);
});
