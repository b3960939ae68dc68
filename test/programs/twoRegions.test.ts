import { startIngest } from '@vigil/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readProgram, runProgram } from '../scenarios/startProgram';

const app = new URL('./apps/twoRegions.mjs', import.meta.url);
// the discard service: nothing listens there
const NOBODY = 'http://key_us@127.0.0.1:9/1';

let us: Awaited<ReturnType<typeof startIngest>>;
let eu: typeof us;
beforeAll(async () => {
  [us, eu] = await Promise.all([startIngest(), startIngest()]);
});
afterAll(() => Promise.all([us.close(), eu.close()]));
afterEach(() => {
  for (const each of [us, eu]) {
    each.reset();
    each.respond(200);
  }
});
const titles = (ingest: typeof us) => ingest.events().map(({ exception }) => exception?.values?.[0]?.value);
const orders = ['order 0 failed', 'order 1 failed', 'order 2 failed'];

const NOT_THERE: Array<[what: string, dsn: string | undefined, plan: number | 'hang']> = [
  ['nobody listens at the first', NOBODY, 200],
  ['the first answers 503', undefined, 503],
  ['the first hangs', undefined, 'hang'],
];

describe('P16: two regions', () => {
  it('the first has everything while it is up', async () => {
    expect(await readProgram(app, { args: [us.dsn, eu.dsn] })).toEqual(Array(3).fill('sent by 0'));
    expect([titles(us).sort(), titles(eu)]).toEqual([orders, []]);
  });

  it.each(NOT_THERE)('the second takes over when %s, without duplicates', async (_what, dsn, plan) => {
    us.respond(plan);
    const { code, stdout, stderr } = await runProgram(app, { args: [dsn ?? us.dsn, eu.dsn] });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(Array(3).fill('sent by 1'));
    expect(titles(eu).sort()).toEqual(orders);
    expect(stderr.split('\n').filter(line => line.includes('V051'))).toHaveLength(1);
  });

  it.each(NOT_THERE)('so it does for a process that ends at once, when %s', async (_what, dsn, plan) => {
    us.respond(plan);
    const ending = await runProgram(app, { args: [dsn ?? us.dsn, eu.dsn, 'exit'] });
    expect(ending).toMatchObject({ code: 3, stderr: '' });
    expect(titles(eu).sort()).toEqual(orders);
    const key = new URL(eu.dsn).username;
    for (const { headers } of eu.envelopes) expect(headers['trace']).toMatchObject({ public_key: key });
  });
});
