import type { ClientStats, Event } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesOf, kinds } from './badInputCases';
import { converse, rawRequest } from './rawClient';
import { app, type Ending, startProgram } from './startProgram';

type Conversations = Ending & { said: Map<string, string> };
const idOf = (name: string) => encodeURIComponent(name);
const rows: string[] = [];

describe.each(kinds)('%s, treated badly', kind => {
  const cases = casesOf[kind];
  let plain: Conversations;
  let watched: Conversations;
  let events: Event[];

  async function run(sdk: 'with' | 'without', dsn = ''): Promise<Conversations> {
    const program = await startProgram(app('badInput/main.cjs'), { args: [kind, sdk], dsn, env: { NODE_ENV: 'production' } });
    const said = [...cases].map(async ([name, { talk }]) => [name, await converse(program.url, talk(idOf(name)))] as const);
    const answers = new Map(await Promise.all(said));
    await converse(program.url, { packets: [rawRequest('/fine', 'last')] });
    return { said: answers, ...(await program.stop()) };
  }

  beforeAll(async () => {
    const ingest = await startIngest();
    [plain, watched] = await Promise.all([run('without'), run('with', ingest.dsn)]);
    events = ingest.events();
    await ingest.close();
  });

  it.each([...cases])('%s', (name, { talk, reports }) => {
    const own = events.filter(({ tags }) => tags?.['request_id'] === idOf(name));
    const messages = own.map(({ exception }) => exception?.values?.at(-1)?.value);
    if (reports === 'at most one') expect(messages.length).toBeLessThanOrEqual(1);
    else if (typeof reports === 'number') expect(messages).toHaveLength(reports);
    else expect(messages.sort()).toEqual([...reports].sort());
    expect(watched.said.get(name)).not.toContain('hangs');
    // where the client leaves, chance decides what it still hears
    if (talk('').leaveAt === undefined) expect(watched.said.get(name)).toBe(plain.said.get(name));
  });

  it('nothing else was reported, the books balance, no hook of ours failed', () => {
    expect(events.filter(({ tags }) => !cases.has(decodeURIComponent(String(tags?.['request_id']))))).toEqual([]);
    const { captured, outcomes, pending, hookErrors } = JSON.parse(watched.stdout.trim().split('\n').at(-1) ?? '') as ClientStats;
    const { sent = 0, filtered = 0, ...others } = outcomes['error'] ?? {};
    expect({ pending: pending['error'], hookErrors, others }).toEqual({ pending: 0, hookErrors: 0, others: {} });
    expect(sent).toBe(events.length);
    expect(sent + filtered).toBe(captured['error']);
    expect(watched.stderr).not.toContain('[vigil]');
    rows.push(`${kind.padEnd(9)} ${cases.size} ways, ${sent} reported, ${filtered} dropped and counted`);
  });
});

afterAll(() => console.log(['answers byte for byte what they are without the SDK:', ...rows].join('\n')));
