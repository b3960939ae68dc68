import { createTestkit } from '@vigil/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Client,
  type ClientStats,
  createClient,
  makeSession,
  type Outcome,
  type OutcomeStatus,
  parseEnvelope,
  startSession,
  type VigilOptions,
  withExplain,
} from '../index';

const CASES = 200;

/** The table of api.md section 3. */
function reasonOf({ status, by, httpStatus }: Outcome): string | undefined {
  const reasons: Partial<Record<Outcome['status'], string>> = {
    filtered: by === 'beforeSend' ? 'before_send' : 'event_processor',
    sampled: 'sample_rate',
    suppressed: 'backpressure',
    queue_overflow: 'queue_overflow',
    too_large: 'send_error',
    refused: 'send_error',
    network_error: 'network_error',
    internal_error: 'internal_sdk_error',
    ...(httpStatus !== 429 && { rate_limited: 'ratelimit_backoff' }),
  };
  return reasons[status];
}

const total = (counts: Record<string, number | undefined> = {}) =>
  Object.values(counts).reduce<number>((all, each) => all + (each ?? 0), 0);
const withoutZeros = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([, count]) => count));

/** A client with everything that drops, and what was said of each item. */
class Run {
  readonly kit = createTestkit();
  readonly client: Client;
  readonly told: Outcome[] = [];
  private readonly handed: unknown[] = [];
  private readonly known = new Error('the same each time');

  constructor(answers: Answers, options: VigilOptions) {
    // a report that is lost is not told anywhere: they arrive
    this.kit.respond((n, { items }) => (items.includes('client_report') ? 200 : (answers[n % answers.length] ?? 200)));
    this.client = createClient({
      ...this.kit.options,
      release: '1',
      ignoreErrors: ['ignored'],
      beforeSend(event) {
        if (event.message === 'drop') return null;
        if (event.message === 'throw') throw new Error('hook');
        return event.message === 'slow' ? new Promise(() => {}) : event;
      },
      ...options,
    });
    this.client.extend(withExplain);
    // from now on sessions are heard
    this.client.run(() => startSession());
    this.client.onOutcome(outcome => this.told.push(outcome));
  }

  message(text: string): void {
    this.client.captureMessage(text);
  }
  error(): void {
    this.client.captureException(this.known);
    this.client.captureException(new TypeError('new'));
  }
  attached(size: number): void {
    this.client.captureException(new Error('attached'), {
      attachments: [{ filename: 'a', data: 'x'.repeat(size) }, { filename: 'none' }],
    });
  }
  typed(type: 'transaction' | 'feedback'): void {
    this.client.captureEvent({ type });
  }
  session(): void {
    this.client.captureSession(makeSession());
  }
  raw(types: string[]): void {
    void this.client.sendEnvelope([{}, types.map(type => [{ type }, {}])]);
  }
  dropped(reason: string, category: string, count: number): void {
    this.client.recordDroppedEvent(reason, category, count);
  }
  async explain(): Promise<void> {
    const { captured } = this.client.stats();
    await this.client.explain(this.known);
    expect(this.client.stats().captured).toEqual(captured);
  }
  async advance(ms: number): Promise<void> {
    await this.kit.clock.advance(ms);
  }
  async flush(timeout: number): Promise<void> {
    const flushed = this.client.flush(timeout);
    await this.kit.clock.advance(timeout);
    await flushed;
  }
  enable(on: boolean): void {
    this.client.setEnabled(on);
  }
  async close(): Promise<void> {
    const closed = this.client.close(100);
    await this.kit.clock.advance(100);
    await closed;
  }
  /** As at process end: what is unsent leaves by another way, one or all of it. */
  async handOff(status: OutcomeStatus, httpStatus: number): Promise<void> {
    // a report under way is answered by then: none is counted twice
    await this.kit.clock.advance(0);
    for (const each of this.client.takeUnsent()) {
      for (const [{ type }, payload] of parseEnvelope(each.body)?.[1] ?? []) if (type === 'client_report') this.handed.push(payload);
      each.settle(status, httpStatus);
      // a second answer to the same changes nothing
      each.settle('sent', 200);
    }
  }

  /** What holds at any instant. */
  check(): void {
    const stats: ClientStats = this.client.stats();
    for (const category of Object.keys(stats.captured)) {
      expect(stats.captured[category], category).toBe(total(stats.outcomes[category]) + (stats.pending[category] ?? 0));
      expect(stats.pending[category] ?? 0).toBeGreaterThanOrEqual(0);
    }
    const told: Record<string, number> = {};
    for (const { category, status } of this.told) told[`${category} ${status}`] = (told[`${category} ${status}`] ?? 0) + 1;
    const counted = Object.entries(stats.outcomes).flatMap(([category, counts]) =>
      Object.entries(counts).map(([status, count]) => [`${category} ${status}`, count] as const),
    );
    expect(told).toEqual(Object.fromEntries(counted));
    const ids = this.told.flatMap(({ eventId }) => eventId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(this.told.every(({ status }) => status !== 'pending' && status !== 'unknown')).toBe(true);
  }

  /** By reason and category, as the reports say and as the outcomes do. */
  async losses(): Promise<[reported: Record<string, number>, expected: Record<string, number>]> {
    await this.kit.clock.advance(600_000);
    await this.flush(120_000);
    this.check();
    const reported: Record<string, number> = {};
    for (const item of [...this.kit.items('client_report'), ...this.handed]) {
      const { discarded_events } = item as { discarded_events: Array<{ reason: string; category: string; quantity: number }> };
      for (const { reason, category, quantity } of discarded_events) {
        reported[`${reason}:${category}`] = (reported[`${reason}:${category}`] ?? 0) + quantity;
      }
    }
    const expected: Record<string, number> = {};
    for (const outcome of this.told) {
      const reason = reasonOf(outcome);
      if (reason) expected[`${reason}:${outcome.category}`] = (expected[`${reason}:${outcome.category}`] ?? 0) + 1;
    }
    return [withoutZeros(reported), expected];
  }
}

type Answers = Array<number | 'reset' | 'hang' | { status: number; headers?: Record<string, string>; delayMs?: number }>;
const limit = (categories: string) => ({ status: 429, headers: { 'x-sentry-rate-limits': `60:${categories}:organization` } });
const answers: fc.Arbitrary<Answers> = fc.array(
  fc.constantFrom<Answers[number]>(
    200,
    200,
    400,
    413,
    500,
    'reset',
    'hang',
    { status: 200, delayMs: 3000 },
    // not of every category: a report would be limited with the rest
    limit('error'),
    limit('session;transaction'),
    { status: 200, headers: { 'x-sentry-rate-limits': '30:attachment:project' } },
  ),
  { minLength: 1, maxLength: 8 },
);
const options = fc.constantFrom<VigilOptions>(
  {},
  {},
  { queue: { maxBytes: 3000 } },
  { budget: { perIssue: { burst: 1, perMinute: 1 } } },
  { sampleRate: 0.5 },
  { retry: false },
  { enabledEnvironments: ['elsewhere'] },
);
const category = fc.constantFrom('error', 'session', 'attachment', 'log_item', 'constructor', '__proto__', 'a:b');
type Step = [name: string, take: (run: Run) => void | Promise<void>];
const step = (name: string, take: Step[1]): Step => [name, take];
const anyStep = fc.oneof(
  fc.constantFrom('plain', 'ignored', 'drop', 'throw', 'slow').map(text => step(`message ${text}`, run => run.message(text))),
  fc.constant(step('error', run => run.error())),
  fc.constantFrom(10, 5000).map(size => step(`attached ${size}`, run => run.attached(size))),
  fc.constantFrom('transaction' as const, 'feedback' as const).map(type => step(type, run => run.typed(type))),
  fc.constant(step('session', run => run.session())),
  fc.array(fc.constantFrom('event', 'check_in', 'log', 'attachment', 'made_up')).map(types => step(`raw ${types}`, run => run.raw(types))),
  fc
    .tuple(fc.constantFrom('network_error', 'sample_rate', 'before_send', 'made_up'), category, fc.constantFrom(1, 3, 0, -1, Number.NaN))
    .map(([reason, kind, count]) => step(`dropped ${reason} ${kind} ${count}`, run => run.dropped(reason, kind, count))),
  fc.constant(step('explain', run => run.explain())),
  fc.constantFrom(0, 1, 700, 5000, 61_000, 400_000).map(ms => step(`advance ${ms}`, run => run.advance(ms))),
  fc.constantFrom(0, 2000).map(ms => step(`flush ${ms}`, run => run.flush(ms))),
  fc.boolean().map(on => step(`enable ${on}`, run => run.enable(on))),
  fc.constant(step('close', run => run.close())),
  fc
    .constantFrom<[OutcomeStatus, number]>(['sent', 200], ['network_error', 0], ['spooled', 0], ['refused', 403])
    .map(([status, code]) => step(`hand off ${status}`, run => run.handOff(status, code))),
);
const steps = fc.array(anyStep, { maxLength: 30 });

describe('the books', () => {
  it('tell what a report was to tell that had to make way in a full queue', async () => {
    // of some of these sizes the queue is so full that no report has room beside what is under way
    for (let size = 0; size < 1500; size += 50) {
      const run = new Run([500], { queue: { maxBytes: 3000 } });
      run.attached(size);
      run.error();
      run.typed('transaction');
      run.typed('transaction');
      await run.handOff('sent', 200);
      const [reported, expected] = await run.losses();
      expect(reported, `${size}`).toEqual(expected);
    }
  });

  it('balance at any instant, each item ends once, and the server is told each loss by its reason', async () => {
    await fc.assert(
      fc.asyncProperty(answers, options, steps, async (given, chosen, taken) => {
        const run = new Run(given, chosen);
        for (const [, take] of taken) {
          await take(run);
          run.check();
        }
        const [reported, expected] = await run.losses();
        // a server that never answers again hears no report either
        if (given.at(-1) !== 'hang') expect(reported).toEqual(expected);
      }),
      { numRuns: CASES },
    );
  });
});
