import { captureEvent, captureException, type Event, getCurrentScope, init, logger, metrics, withScope } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { describe, expect, it, vi } from 'vitest';
import { gate } from '../../packages/core/src/safe/gate';
import { normalize } from '../../packages/core/src/safe/normalize';
import { createScrubRules } from '../../packages/core/src/safe/scrub';
import { MAX_EVENT_BYTES, startCountingClient } from './countingClient';
import { hostileEvent } from './hostileEvent';
import { hostileError, hostileValue } from './hostileValue';
import { createRandom } from './random';

const rules = createScrubRules(undefined, () => {});
const VALUES = 4_000;
const BUDGET = 100_000;

/** Members looked at and bytes estimated, whatever the time they took. */
function workOf(run: (meter: { nodes: number; bytes: number }) => unknown): { nodes: number; bytes: number } {
  const meter = { nodes: 0, bytes: 0 };
  run(meter);
  return meter;
}

function most(works: Array<{ nodes: number; bytes: number }>): { nodes: number; bytes: number } {
  return { nodes: Math.max(...works.map(work => work.nodes)), bytes: Math.max(...works.map(work => work.bytes)) };
}

/** Grows with `size` without end; asked for, each would fill any budget. */
const GROWING: Record<string, (size: number) => unknown> = {
  'a list': size => Array.from({ length: size }, (_, n) => n),
  'a list of objects': size => Array.from({ length: size }, (_, n) => ({ n })),
  'a list of holes': size => Object.assign([], { length: size * 1_000 }),
  'an object': size => Object.fromEntries(Array.from({ length: size }, (_, n) => [`key${n}`, n])),
  'an object of empty texts': size => Object.fromEntries(Array.from({ length: size }, (_, n) => [`k${n}`, ''])),
  'a Map': size => new Map(Array.from({ length: size }, (_, n) => [n, { n }])),
  'a Set': size => new Set(Array.from({ length: size }, (_, n) => n)),
  'a text': size => 'x'.repeat(size * 20),
  'a list of texts': size => Array.from({ length: size }, () => 'text '.repeat(20)),
  'a nest': size => {
    let value: unknown = 1;
    for (let n = 0; n < size; n++) value = { value };
    return value;
  },
  'typed bytes': size => new Uint8Array(size),
  'an error with fields': size => Object.assign(new Error('e'), Object.fromEntries(Array.from({ length: size }, (_, n) => [`f${n}`, [n]]))),
};

describe('the work is bounded by the budget, never by the input', () => {
  it.each(Object.keys(GROWING))('%s ten times as large costs no more', name => {
    const work = (size: number) => workOf(meter => normalize(GROWING[name]!(size), { maxBytes: BUDGET, meter }));
    const [small, large] = [work(30_000), work(300_000)];
    expect(large.nodes).toBeLessThanOrEqual(small.nodes * 1.01 + 10);
    expect(large.bytes).toBeLessThanOrEqual(small.bytes * 1.01 + 100);
    // two bytes at least for each member
    expect(large.nodes).toBeLessThanOrEqual(BUDGET / 2);
    expect(large.bytes).toBeLessThanOrEqual(BUDGET * 2.5);
  });

  it('of any hostile value', () => {
    const works = Array.from({ length: VALUES }, (_, seed) =>
      workOf(meter => normalize(hostileValue(createRandom(seed)), { maxBytes: BUDGET, meter })),
    );
    const { nodes, bytes } = most(works);
    console.info(`hostile: of ${VALUES} values the most expensive took ${nodes} members and ${bytes} bytes of ${BUDGET}`);
    expect(nodes).toBeLessThanOrEqual(BUDGET / 2);
    expect(bytes).toBeLessThanOrEqual(BUDGET * 2.5);
  });

  it('of any hostile event, which never leaves the limit either', () => {
    const works = Array.from({ length: VALUES }, (_, seed) =>
      workOf(meter => {
        const { json } = gate(hostileEvent(createRandom(seed)) as Event, rules, { meter });
        expect(Buffer.byteLength(json)).toBeLessThanOrEqual(MAX_EVENT_BYTES);
        JSON.parse(json);
      }),
    );
    const { nodes, bytes } = most(works);
    console.info(`hostile: of ${VALUES} events the most expensive took ${nodes} members and ${bytes} bytes of ${MAX_EVENT_BYTES}`);
    // each of at most 32 sections may use the whole limit before the event is cut down; a member counts six bytes at least
    expect(bytes).toBeLessThanOrEqual(33 * 1.25 * MAX_EVENT_BYTES);
    expect(nodes).toBeLessThanOrEqual((33 * MAX_EVENT_BYTES) / 6);
  });

  it('also as the caller counts it: how often his objects are asked', async () => {
    const { client, settle } = startCountingClient({ scrub: {} });
    let asked = 0;
    const counting = <T extends object>(target: T): T =>
      new Proxy(target, {
        get(object, key) {
          asked++;
          return key === 'then' || key === 'toJSON' ? undefined : Reflect.get(object, key);
        },
      });
    captureException(Object.assign(new Error('e'), { rows: counting(Array.from({ length: 1_000_000 }, (_, n) => ({ n }))) }));
    captureException(counting(Object.fromEntries(Array.from({ length: 300_000 }, (_, n) => [`k${n}`, n]))));
    captureException(Object.assign(new Error('e'), { fingerprint: counting(Object.assign([], { length: 1_000_000 })) }));
    captureException(counting(Object.assign(hostileError(createRandom(3)) as Error, { errors: counting(Array(1_000_000)) })));
    await settle();
    expect(asked).toBeGreaterThan(1_000);
    expect(asked).toBeLessThan(200_000);
    await client.close();
  });

  it('of a name of a million characters: it is asked for secrets by its end, where a path says what it names', async () => {
    const kit = createTestkit();
    const asked: number[] = [];
    const rule = Object.assign(/never/, {
      exec: (text: string) => {
        asked.push(text.length);
        return null;
      },
    });
    const client = init({ ...kit.options, scrub: { keys: [rule] } });
    const path = 'order.items.'.repeat(100_000);
    captureException(new Error('e'), { extra: { [`${path}amount`]: 'told', [`my.${path}password`]: 'hunter2' } });
    await client.close();
    expect(Math.max(...asked)).toBeLessThan(1_000);
    expect(JSON.stringify(kit.events()[0]?.extra)).toMatch(/told.*Filtered/);
  });

  /** How each way of handing over data is given an object of many members. */
  const GIVEN: Record<string, (many: Record<string, never>) => unknown> = {
    setTags: many => getCurrentScope().setTags(many),
    setExtras: many => getCurrentScope().setExtras(many),
    setUser: many => getCurrentScope().setUser(many),
    setContext: many => getCurrentScope().setContext('many', many),
    setAttributes: many => getCurrentScope().setAttributes(many),
    'update of a scope': many => getCurrentScope().update({ tags: many, extra: many, contexts: { many } }),
    'a capture context': many => captureException(new Error('e'), { extra: many, tags: many, user: many }),
    'contexts of a capture': many => captureException(new Error('e'), { contexts: many }),
    captureEvent: many => captureEvent({ message: 'm', extra: many, tags: many, user: many }),
    'a log': many => logger.info('many', many),
    'a metric': many => metrics.count('many', 1, { attributes: many }),
  };
  it.each(Object.keys(GIVEN))('of what is given by %s, too, and what leaves tells that something is missing', async how => {
    const kit = createTestkit();
    const client = init(kit.options);
    let asked = 0;
    const target = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, n]));
    const many = new Proxy(target as Record<string, never>, {
      get(object, key) {
        asked++;
        return Reflect.get(object, key) as never;
      },
    });
    withScope(() => {
      GIVEN[how]!(many);
      captureException(new TypeError('afterwards'));
    });
    await client.flush();
    expect(asked).toBeGreaterThan(1_000);
    expect(asked).toBeLessThan(90_000);
    if (how !== 'setAttributes') expect(JSON.stringify(kit.envelopes())).toContain('[MaxProperties ~]');
    await client.close();
  });

  it('also where only names are asked for: the keys of bytes and of texts are never listed', async () => {
    const { client, settle } = startCountingClient({ scrub: {} });
    const keys = vi.spyOn(Object, 'keys');
    for (const large of [new Uint8Array(1_000_000), Array(1_000_000).fill(1), 'x'.repeat(1_000_000)]) {
      captureException(large);
      captureException(Object.assign(new Error('e'), { large }));
      for (const part of ['tags', 'extra', 'contexts', 'user', 'fingerprint', 'level'])
        captureException(new Error('e'), { [part]: large, captureContext: { [part]: large } });
    }
    await settle();
    const listed = keys.mock.results.map(({ value }) => (value as string[]).length);
    keys.mockRestore();
    expect(listed.length).toBeGreaterThan(100);
    expect(Math.max(...listed)).toBeLessThan(2_000);
    await client.close();
  });
});
