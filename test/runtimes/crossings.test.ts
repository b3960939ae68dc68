import type { Event } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { startProgram } from '../scenarios/startProgram';
import { binaryOf } from './binaryOf';
import { crossings } from './crossings';
import { load, ways } from './load';

const count = 1_000;
const rows: string[] = [];

describe.each([20, 22, 24, 26])(`${count} concurrent requests on Node %i`, async major => {
  const binary = await binaryOf(major);
  if (!binary) console.log(`Node ${major} is not to be had here: not tested`);

  it.skipIf(!binary).each(['nodeHttp', 'express', 'fastify'])('%s: no event carries anything of another request', async name => {
    const ingest = await startIngest();
    const program = await startProgram(new URL(`./apps/${name}.mjs`, import.meta.url), { dsn: ingest.dsn, binary: binary! });
    const sent = await load(program.url, { count, ways, sockets: 40 });
    const { stderr } = await program.stop();
    await ingest.close();
    expect(stderr).toBe('');
    expect(crossings(ingest.events(), sent)).toEqual([]);
    rows.push(`Node ${major} ${name}: ${ingest.events().length} events of ${sent.length} requests, 0 crossed`);
  });
});

it('the check sees every kind of crossing', () => {
  const sent = [0, 1].map(n => ({ who: `who-${n}`, way: 'plain' as const, traceId: `${n}` }));
  const eventOf = (who: string, traceId: string): Event => ({
    exception: { values: [{ value: `failed for ${who}` }] },
    user: { id: who },
    tags: { who },
    breadcrumbs: [{ message: `${who} came` }, { message: `${who} goes` }],
    request: { url: `http://a/plain/${who}?wait=1` },
    contexts: { trace: { trace_id: traceId } },
  });
  const [first, second] = [eventOf('who-0', '0'), eventOf('who-1', '1')];
  expect(crossings([first, second], sent)).toEqual([]);
  for (const key of ['user', 'tags', 'breadcrumbs', 'request', 'contexts'] as const) {
    expect(crossings([{ ...first, [key]: second[key] }, second], sent)).toHaveLength(1);
  }
  expect(crossings([first, first], sent)).toHaveLength(2);
  expect(crossings([first, second, { message: 'stray' }], sent)).toHaveLength(1);
});

afterAll(() => console.log(rows.join('\n')));
