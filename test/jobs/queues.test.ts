import * as Vigil from '@vigil/node';
import { createTestkit } from '@vigil/testkit';
import { Cron } from 'croner';
import * as fastq from 'fastq';
import PQueue from 'p-queue';
import pRetry from 'p-retry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let kit: ReturnType<typeof createTestkit>;
let client: Vigil.Client;
beforeEach(() => {
  kit = createTestkit();
  const { deps: _clockAndIds, ...options } = kit.options;
  client = Vigil.init({ ...options, defaultIntegrations: false, budget: false });
});
afterEach(() => Vigil.close());

const events = async () => {
  await Vigil.flush();
  return kit.events();
};
const ends = () => client.stats().outcomes['error'] ?? {};

/** A job of p-retry, which calls with the number of the attempt: fails as often as it is told. */
function retried(failures: number): Promise<string> {
  const handler = Vigil.wrapHandler(
    async (attempt: number) => {
      if (attempt <= failures) throw new RangeError(`attempt ${attempt}`);
      return 'done';
    },
    { name: 'mail', system: 'p-retry', attempt: current => ({ current, max: 3 }) },
  );
  return new PQueue({ concurrency: 2 }).add(() => pRetry(handler, { retries: 2, minTimeout: 0 })) as Promise<string>;
}

describe('scenario 13: a job with three attempts', () => {
  it('fails twice, then succeeds: nothing is reported, both failures are counted', async () => {
    expect(await retried(2)).toBe('done');
    expect(await events()).toEqual([]);
    expect(ends()).toEqual({ filtered: 2 });
  });

  it('fails each time: one event, that of the last attempt', async () => {
    await expect(retried(3)).rejects.toThrow('attempt 3');
    expect(await events()).toMatchObject([
      {
        transaction: 'mail',
        contexts: { job: { name: 'mail', system: 'p-retry', attempts: 3, max_attempts: 3 } },
        exception: { values: [{ type: 'RangeError', value: 'attempt 3', mechanism: { type: 'auto.function.p-retry', handled: false } }] },
      },
    ]);
    expect(ends()).toEqual({ filtered: 2, sent: 1 });
  });
});

describe('a hundred jobs at once', () => {
  const work = async (n: number) => {
    Vigil.setUser({ id: `user${n}` });
    Vigil.setTag('job', n);
    Vigil.addBreadcrumb({ message: `first of ${n}` });
    await new Promise(resolve => setTimeout(resolve, (n * 7) % 13));
    Vigil.addBreadcrumb({ message: `second of ${n}` });
    if (n % 3) throw new RangeError(`job ${n}`);
    Vigil.captureMessage(`job ${n}`);
  };
  const queues: Array<[string, (handler: typeof work) => Array<Promise<unknown>>]> = [
    [
      'p-queue',
      handler => {
        const queue = new PQueue({ concurrency: 10 });
        return Array.from({ length: 100 }, (_, n) => queue.add(() => handler(n)));
      },
    ],
    [
      'fastq',
      handler => {
        const queue = fastq.promise(handler, 10);
        return Array.from({ length: 100 }, (_, n) => queue.push(n));
      },
    ],
  ];

  it.each(queues)('of %s: no user, tag, breadcrumb or trace on the event of another', async (system, push) => {
    Vigil.setUser({ id: 'process' });
    Vigil.addBreadcrumb({ message: 'of the process' });
    // pushed by a request, whose context the queue drags along
    await Vigil.withIsolationScope(() => {
      Vigil.setUser({ id: 'request' });
      return Promise.allSettled(push(Vigil.wrapHandler(work, { name: 'work', system })));
    });
    const all = await events();
    expect(all).toHaveLength(100);
    for (const event of all) {
      const n = /\d+/.exec(event.message ?? event.exception?.values?.[0]?.value ?? '')?.[0];
      const crumbs = event.breadcrumbs?.map(crumb => crumb.message);
      expect([event.user?.id, event.tags?.['job'], crumbs]).toEqual([`user${n}`, Number(n), [`first of ${n}`, `second of ${n}`]]);
    }
    expect(new Set(all.map(event => event.contexts?.['trace']?.['trace_id'])).size).toBe(100);
    Vigil.setUser(null);
    Vigil.getIsolationScope().clearBreadcrumbs();
  });
});

it('ticks of a cron have contexts and traces of their own, and the cron goes on after a failure', async () => {
  let ticks = 0;
  let caught = 0;
  const tick = Vigil.wrapHandler(
    async () => {
      Vigil.addBreadcrumb({ message: `tick ${++ticks}` });
      throw new RangeError(`tick ${ticks}`);
    },
    { name: 'nightly', system: 'cron' },
  );
  const cron = new Cron('* * * * * *', { paused: true, catch: () => void caught++ }, tick);
  await cron.trigger();
  await cron.trigger();
  cron.stop();
  expect((await events()).map(event => [event.transaction, event.breadcrumbs?.map(crumb => crumb.message)])).toEqual([
    ['nightly', ['tick 1']],
    ['nightly', ['tick 2']],
  ]);
  expect(new Set(kit.events().map(event => event.contexts?.['trace']?.['trace_id'])).size).toBe(2);
  expect(caught).toBe(2);
});
