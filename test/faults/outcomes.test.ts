import { createClient, type Outcome, type OutcomeStatus, type VigilOptions } from '@vigil/core';
import { createTestkit, type Plan, type Testkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';

type Client = ReturnType<typeof createClient>;

interface Way {
  /** Api.md, section 3: a deliberate end is no failure of `flush`. */
  deliberate: boolean;
  options?: VigilOptions;
  plan?: Plan;
  /** What ends so. Default: a message. */
  capture?(client: Client, kit: Testkit): string | Promise<string>;
  /** What makes it end, once it is captured. */
  end?(client: Client): void;
  outcome?: Partial<Outcome>;
}

function failingOnce(): () => number {
  let count = 0;
  return () => {
    if (!count++) throw new Error('no clock');
    return Date.now();
  };
}

// a status without a way to it is a compile error
const ways: Record<OutcomeStatus, Way> = {
  sent: { deliberate: true, outcome: { httpStatus: 200, attempts: 1 } },
  filtered: { deliberate: true, options: { beforeSend: () => null }, outcome: { by: 'beforeSend' } },
  sampled: { deliberate: true, options: { sampleRate: 0 } },
  suppressed: { deliberate: true, options: { budget: { perIssue: { burst: 0, perMinute: 0 } } }, outcome: { by: 'budget' } },
  disabled: { deliberate: true, options: { enabled: false } },
  spooled: {
    deliberate: false,
    plan: 'hang',
    end(client) {
      for (const each of client.takeUnsent()) each.settle('spooled');
    },
    // the one under way, and the one by which it was taken
    outcome: { attempts: 2 },
  },
  rate_limited: {
    deliberate: false,
    plan: { status: 200, headers: { 'x-sentry-rate-limits': '60:error:org' } },
    async capture(client) {
      await client.outcome(client.captureMessage('brings the limit'));
      return client.captureMessage('m');
    },
    outcome: { attempts: 0 },
  },
  queue_overflow: { deliberate: false, options: { queue: { maxBytes: 0 } }, outcome: { attempts: 0 } },
  too_large: { deliberate: false, plan: 413, outcome: { httpStatus: 413, attempts: 1 } },
  refused: { deliberate: false, plan: 403, outcome: { httpStatus: 403, attempts: 1 } },
  network_error: { deliberate: false, plan: 'reset', options: { retry: false }, outcome: { attempts: 1 } },
  internal_error: {
    deliberate: false,
    options: { deps: { now: failingOnce() } },
    outcome: { attempts: 0 },
  },
};

describe.each(Object.entries(ways))('scenario 7: an event that ends as %s', (status, way) => {
  const { deliberate, options, plan, capture = client => client.captureMessage('m'), end, outcome } = way;

  it(`has an outcome that says so, and flush() is ${deliberate}`, async () => {
    const kit = createTestkit();
    if (plan) kit.respond(plan);
    const client = createClient({ ...kit.options, ...options });
    const told: Outcome[] = [];
    client.onOutcome(each => told.push(each));
    const eventId = await capture(client, kit);
    const flushed = client.flush(1_000);
    await undefined;
    end?.(client);
    await kit.clock.advance(1_000);
    expect(await client.outcome(eventId)).toMatchObject({ eventId, category: 'error', status, ...outcome });
    expect(await flushed).toBe(deliberate);
    expect(told.filter(each => each.eventId === eventId)).toMatchObject([{ status }]);
    expect(client.stats().outcomes['error']?.[status as OutcomeStatus]).toBe(1);
  });
});
