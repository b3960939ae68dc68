import { describe, expect, it } from 'vitest';
import { usePages } from './usePages';

const pages = usePages();
const { open } = pages;
const start = (options = '') => `import * as V from '@vigil/browser'; Object.assign(globalThis, { V });
  globalThis.client = V.init({ dsn: DSN, budget: false, autoSessionTracking: false, sendClientReports: false, ${options} });`;
/** Captures so many errors, each of its own kind and with so many kilobytes of data. */
const capture = (count: number, kilobytes = 0) => `for (let n = 0; n < ${count}; n++) {
  const word = String.fromCharCode(97 + n % 26, 97 + n / 26).repeat(3);
  V.captureException(new Error(word), { extra: { data: Array.from({ length: ${kilobytes} }, () => 'x '.repeat(500)) } });
}`;

/** How often each event was delivered, the most frequent first, when nothing has come for a while. */
async function deliveries(quietMs = 700): Promise<number[]> {
  let before = -1;
  while (before !== pages.ingest.requests.length) {
    before = pages.ingest.requests.length;
    await new Promise(done => setTimeout(done, quietMs));
  }
  const times: Record<string, number> = {};
  for (const { event_id: id = '' } of pages.ingest.events()) times[id] = (times[id] ?? 0) + 1;
  return Object.values(times).sort((a, b) => b - a);
}

describe('a page that captures and leaves in one task', () => {
  for (const [count, kilobytes, answerMs] of [
    [12, 0, 0],
    [15, 0, 300],
    [2, 20, 0],
    [2, 20, 300],
  ] as const) {
    it(`${count} events of ${kilobytes} kB, answered after ${answerMs} ms: all outlive it, and arrive once`, async () => {
      const { run } = await open(start());
      pages.ingest.respond({ status: 200, delayMs: answerMs });
      await run(`${capture(count, kilobytes)} location.href = '/next'`);
      expect(await deliveries()).toEqual(Array(count).fill(1));
    });
  }

  for (const [count, kilobytes, lasting, to, answerMs] of [
    [20, 0, 15, 'about:blank', 0],
    [20, 0, 15, '/next', 300],
    [5, 20, 2, 'about:blank', 0],
    [5, 20, 2, '/next', 300],
    [40, 0, 15, '/next', 0],
  ] as const) {
    it(`${count} events of ${kilobytes} kB, to ${to}, answered after ${answerMs} ms: those that outlive it arrive once, none thrice`, async () => {
      const { run } = await open(start());
      pages.ingest.respond({ status: 200, delayMs: answerMs });
      await run(`${capture(count, kilobytes)} location.href = '${to}'`);
      const times = await deliveries();
      expect(times.length).toBeGreaterThanOrEqual(lasting);
      expect(times.filter(each => each > 1).length).toBeLessThanOrEqual(count - lasting);
      expect(times[0]).toBeLessThanOrEqual(2);
    });
  }
});

describe('events of a page that stays', () => {
  it.each([
    ['one after another', 'await client.outcome'],
    ['at once', ''],
  ])('arrive at the first try, however many there are %s', async (_, wait) => {
    const { run } = await open(start());
    const each = `const each = ${wait}(V.captureException(new Error('failed ' + n), { extra: { data: 'x '.repeat(8_000) } }));`;
    await run(`for (let n = 0; n < 12; n++) { ${each} } await V.flush()`);
    const told = 'const { retries, outcomes } = client.stats(); return { retries, outcomes }';
    expect(await run(told)).toEqual({ retries: 0, outcomes: { error: { sent: 12 } } });
  });
});

describe('what is logged and measured on a page', () => {
  const told = () =>
    ['log', 'trace_metric'].flatMap(type =>
      (pages.ingest.items(type) as Array<{ items: Array<{ body?: string; name?: string }> }>).flatMap(({ items }) =>
        items.map(({ body, name }) => body ?? name),
      ),
    );
  const write = `V.logger.info('bought', { cart: 3 }); V.metrics.distribution('checkout', 182.5, { unit: 'millisecond' });`;

  it('arrives when the page is left in the same task, once', async () => {
    const { run } = await open(start());
    await run(`${write} location.href = '/next'`);
    await deliveries();
    expect(told()).toEqual(['bought', 'checkout']);
  });

  it('arrives when the page is left before the time of a batch, however much it is', async () => {
    const { run } = await open(start());
    const lines = `for (let n = 0; n < 90; n++) V.logger.info("line " + n, { text: "x".repeat(600) });`;
    await run(`${lines} for (let n = 0; n < 300; n++) V.metrics.count('clicks');`);
    // all batches that are full
    const isIdle = 'const { outcomes, queueBytes } = client.stats(); return !!outcomes.trace_metric?.sent && queueBytes === 0';
    await expect.poll(() => run(isIdle)).toBe(true);
    const before = told().length;
    expect([before > 300, before < 390]).toEqual([true, true]);
    await run(`location.href = '/next'`);
    await deliveries();
    expect(told()).toHaveLength(390);
  });

  it('arrives in letters of three bytes too', async () => {
    const { run } = await open(start());
    await run(`for (const length of [16_000, 8_000]) V.logger.info("\u3042".repeat(length));`);
    await expect
      .poll(() => run('const { outcomes, queueBytes } = client.stats(); return [outcomes.log_item?.sent, queueBytes]'))
      .toEqual([1, 0]);
    // until the browser has its room again
    await new Promise(done => setTimeout(done, 500));
    await run(`location.href = '/next'`);
    await deliveries();
    expect(told().map(text => text?.length)).toEqual([16_000, 8_000]);
  });

  it('arrives when the page is hidden, and what follows later', async () => {
    const { page, run } = await open(start());
    await run(write);
    await page.setVisibility('hidden');
    await expect.poll(told).toEqual(['bought', 'checkout']);
    await run(`V.logger.warn('later')`);
    expect(await run<unknown>('return client.flush()')).toBe(true);
    expect(told().sort()).toEqual(['bought', 'checkout', 'later']);
  });
});

describe('a page that is hidden', () => {
  it('and shown again: what is under way, lasting or not, is not sent again', async () => {
    const { page, run } = await open(start());
    pages.ingest.respond({ status: 200, delayMs: 1_500 });
    await run(capture(20));
    await page.setVisibility('hidden');
    await page.setVisibility('visible');
    expect(await deliveries(2_500)).toEqual(Array(20).fill(1));
    expect(await page.evaluate('(({ retries, outcomes }) => ({ retries, outcomes }))(client.stats())')).toEqual({
      retries: 0,
      outcomes: { error: { sent: 20 } },
    });
  });

  it('what is under way and then fails is tried again', async () => {
    const { page, run } = await open(start('retry: { baseMs: 600000 }'), { first: 'delete Request.prototype.keepalive;' });
    pages.ingest.respond([{ status: 503, delayMs: 500 }, 200]);
    const outcome = run('return client.outcome(V.captureException(new Error("later")))');
    await expect.poll(() => pages.ingest.requests.length).toBe(1);
    await page.setVisibility('hidden');
    expect(await outcome).toMatchObject({ status: 'sent', attempts: 2 });
    expect(await deliveries()).toEqual([2]);
  });
});

describe('a page whose promises have no finally, as an old polyfill leaves them', () => {
  it('delivers, once', async () => {
    const { run } = await open(start(), { first: 'Promise.prototype.finally = undefined;' });
    expect(await run<unknown>('return client.outcome(V.captureException(new Error("plain")))')).toMatchObject({
      status: 'sent',
      attempts: 1,
    });
    expect(await deliveries()).toEqual([1]);
  });
});
