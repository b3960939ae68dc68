import { readFileSync } from 'node:fs';
import type { Event, Transport } from '@vigil/core';
import * as Vigil from '@vigil/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { optionNames } from '../../packages/core/src/client/checkOptions';
import { examplesOf, expectationOf, runExample } from './examples';

const page = readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8');
const examples = examplesOf(page, 'ts');

let events: Event[] = [];
const warnings = vi.fn();
const transport = (): Transport => ({
  async send([, items]) {
    for (const [{ type }, payload] of items) if (type === 'event') events.push(payload as Event);
  },
  flush: async () => true,
});
/** As the examples write it, with an ear at the end of the line. */
const heard = {
  ...Vigil,
  init: (options: Vigil.NodeOptions) =>
    Vigil.init({ dsn: 'https://key@o7.ingest.example/1', logger: { warn: warnings }, transport, ...options }),
};

/** The last event, with what is said to be absent. */
const seen = (expected: object): object => ({
  ...Object.fromEntries(Object.keys(expected).map(key => [key, undefined])),
  ...events.at(-1),
});

afterEach(async () => {
  await Vigil.close();
  Vigil.getIsolationScope().clear();
  Vigil.getCurrentScope().clear();
  events = [];
  warnings.mockClear();
});

describe('the examples of docs/options.md', () => {
  it('show every option', () => {
    const shown = examples.join('\n');
    expect(
      optionNames().filter(name => !new RegExp(`[\\s{]${name}[:(,]`).test(shown) && !shown.includes(`{ debug: true, ${name} }`)),
    ).toEqual([]);
  });

  it.each(examples.map(code => [code.trim().split('\n').slice(0, 2).join(' '), code] as const))(
    'do what they say: %s',
    async (_start, code) => {
      await runExample(code, { Vigil: heard });
      await Vigil.flush();
      const expected = expectationOf(code);
      if (expected === null) expect(events).toEqual([]);
      else if (expected !== undefined) expect(seen(expected as object)).toMatchObject(expected as object);
      expect(warnings.mock.calls.filter(([line]) => !String(line).includes('V003'))).toEqual([]);
    },
  );
});

it('the first look of docs/troubleshooting.md says how an event ended', async () => {
  const trouble = readFileSync(new URL('../../docs/troubleshooting.md', import.meta.url), 'utf8');
  const said: unknown[] = [];
  for (const code of examplesOf(trouble, 'ts'))
    await runExample(code, { Vigil: heard, console: { log: (value: unknown) => said.push(value) } });
  const [outcome, stats, explanation] = said;
  expect(outcome).toMatchObject({ status: 'sent' });
  expect(stats).toMatchObject({ captured: { error: 1 }, outcomes: { error: { sent: 1 } } });
  expect(explanation).toMatch(/^Error: test\noutcome: would_send\n/);
});
