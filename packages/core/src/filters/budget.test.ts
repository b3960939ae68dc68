import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { carrier, createClient, explainWarnings, type VigilOptions } from '../index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const warn = vi.fn();
  const client = createClient({ ...kit.options, logger: { ...console, warn }, budget: {}, ...options });
  return { kit, client, warn };
}
afterEach(() => {
  carrier().diag = undefined;
});

describe('numbers of the budget that are none', () => {
  it.each([Number.NaN, -1, Infinity, '5', null])('%s: one warning each, and the default', async bad => {
    explainWarnings();
    const budget = { perIssue: { burst: bad }, total: { perMinute: bad }, maxIssues: bad } as never;
    const { kit, client, warn } = start({ budget });
    for (let i = 0; i < 8; i++) client.captureMessage('again');
    await client.flush();
    expect(kit.events()).toHaveLength(5);
    expect(warn.mock.calls.flat().map(String)).toEqual(
      ['budget.perIssue.burst', 'budget.total.perMinute', 'budget.maxIssues'].map(key =>
        expect.stringMatching(new RegExp(`V007 ${key} .*a finite number`)),
      ),
    );
  });

  it('of good ones nothing is said, zero included', () => {
    explainWarnings();
    const { warn } = start({ budget: { perIssue: { burst: 0, perMinute: 0.5 }, total: { burst: 1 }, maxIssues: 2, shed: false } });
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('issues of what is no error', () => {
  it.each<[string, (word: string) => unknown]>([
    ['objects with a code', word => ({ code: word, message: `failed with ${word}` })],
    ['objects by their name', word => ({ name: word })],
    ['objects by their keys', word => ({ [word]: 1 })],
  ])('%s are told apart', async (_name, make) => {
    const { kit, client } = start();
    for (const word of ['EUSER', 'EDB', 'EMAIL', 'EDISK', 'EQUOTA', 'ETOKEN', 'EPEER']) client.captureException(make(word));
    await client.flush();
    expect(kit.events()).toHaveLength(7);
  });

  it('events made by hand by the text of their logentry', async () => {
    const { kit, client } = start();
    for (const word of ['one', 'two', 'three', 'four', 'five', 'six']) client.captureEvent({ logentry: { message: word } });
    await client.flush();
    expect(kit.events()).toHaveLength(6);
  });
});

describe('the memory of the budget', () => {
  it('is bounded under any number of distinct messages, and the summary counts those it forgot', async () => {
    const { kit, client } = start({ budget: { maxIssues: 10, total: { burst: 5, perMinute: 0 } } });
    const count = 20_000;
    for (let i = 0; i < count; i++)
      client.captureMessage(`issue ${'abcdefghij'[i % 10]}${i.toString(2).replaceAll('0', 'x').replaceAll('1', 'y')}`, 'error');
    await client.close();
    const { suppressed } = kit.expectEvent('Suppressed events').contexts as { suppressed: { count: number; issues: unknown[] } };
    expect(suppressed.count).toBe(count - 5);
    expect(suppressed.issues.length).toBeLessThanOrEqual(10);
  });

  it('tells each suppression once', async () => {
    const { kit, client } = start({ budget: { perIssue: { burst: 1, perMinute: 1 } } });
    for (let i = 0; i < 4; i++) client.captureMessage('again');
    await kit.clock.advance(60_000);
    client.captureMessage('again');
    await client.close();
    expect(kit.events().map(event => [event.message, event.contexts?.['suppressed']])).toEqual([
      ['again', undefined],
      ['again', { count: 3, since: '2026-01-01T00:00:00.000Z' }],
    ]);
  });
});

it('a clock that jumps back costs no event and gives none', async () => {
  let now = 1_800_000_000_000;
  const { client } = start({ budget: { perIssue: { burst: 2, perMinute: 1 } }, deps: { now: () => now } });
  const statusOf = async () => (await client.outcome(client.captureMessage('again'))).status;
  expect([await statusOf(), await statusOf(), await statusOf()]).toEqual(['sent', 'sent', 'suppressed']);
  now -= 3_600_000;
  expect(await statusOf()).toBe('suppressed');
  now += 60_000;
  expect(await statusOf()).toBe('sent');
});
