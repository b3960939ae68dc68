import { describe, expect, it } from 'vitest';
import type { Event, StackFrame } from '../wire/event';
import { expectWhole, MAX, metaAt, rules } from './fixtures/gated';
import { gate } from './gate';

const frame = (i: number, more: Partial<StackFrame> = {}): StackFrame => ({
  filename: `/srv/app/file${i}.js`,
  function: `fn${i}`,
  lineno: i,
  colno: 1,
  in_app: i % 2 === 0,
  ...more,
});
const frames = (count: number, more: Partial<StackFrame> = {}) => Array.from({ length: count }, (_, i) => frame(i, more));

describe('the byte budget', () => {
  const crumb = (i: number) => ({ timestamp: i, message: `crumb ${i}`, data: { text: `${i} `.padEnd(3000, 'x') } });

  it('drops breadcrumbs first, oldest first, and nothing else if that is enough', () => {
    const extra = { text: 'x'.repeat(10_000) };
    const gated = gate({ breadcrumbs: Array.from({ length: 90 }, (_, i) => crumb(i)), extra }, rules);
    expectWhole(gated);
    const kept = gated.event.breadcrumbs!;
    expect(kept.at(-1)).toEqual(crumb(89));
    expect(kept.length).toBeGreaterThan(50);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => crumb(90 - kept.length + i)));
    expect(gated.event.extra).toEqual(extra);
    expect(gated.cuts).toEqual([{ path: 'breadcrumbs', rule: '!limit', action: 'dropped' }]);
    expect(metaAt(gated.event, 'breadcrumbs')).toEqual({ '': { rem: [['!limit', 'x']], len: 90 } });
  });

  it('forgets notes on entries of a list it cut, so that none points at another entry', () => {
    const breadcrumbs = Array.from({ length: 60 }, (_, i) => ({ ...crumb(i), data: { password: 'p', text: 'x'.repeat(5000) } }));
    const { event, cuts } = gate({ breadcrumbs }, rules);
    expect(Object.keys(metaAt(event, 'breadcrumbs')!)).toEqual(['']);
    expect(cuts).toEqual([{ path: 'breadcrumbs', rule: '!limit', action: 'dropped' }]);
  });

  it('then deep values of extra and contexts, keeping shallow ones and the trace', () => {
    const deep = Array.from({ length: 400 }, (_, i) => ({ i, inner: { text: 'x'.repeat(400) } }));
    const trace = { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16), op: 'http' };
    const gated = gate(
      { message: 'm', extra: { deep, fact: 1 }, contexts: { big: { deep }, trace, os: { name: 'Linux' } }, request: { data: 'body' } },
      rules,
    );
    expectWhole(gated);
    expect(gated.event.extra!['fact']).toBe(1);
    expect(gated.event.contexts!['trace']).toEqual(trace);
    expect(gated.event.contexts!['os']).toEqual({ name: 'Linux' });
    expect(gated.event.request).toEqual({ data: 'body' });
    expect(gated.cuts.map(cut => `${cut.path} ${cut.action}`)).toContain('extra truncated');
    expect(metaAt(gated.event, 'extra')![''].rem).toContainEqual(['!limit', 's']);
  });

  const heavy = (): Event => ({
    message: 'm',
    breadcrumbs: [crumb(1)],
    extra: { fact: 1 },
    request: { url: 'https://a.b/c', data: 'x'.repeat(15_000) },
    exception: {
      values: [
        {
          type: 'BigError',
          value: 'v'.repeat(20_000),
          stacktrace: {
            frames: frames(50, { vars: { a: 'x'.repeat(3000) }, context_line: 'c', pre_context: ['y'.repeat(3000)], post_context: [] }),
          },
        },
      ],
    },
  });

  it('then request body, variables, source lines of foreign frames, middle frames', () => {
    const gated = gate(heavy(), rules);
    expectWhole(gated);
    const rulesSeen = gated.cuts.map(cut => `${cut.path.replace(/^exception.values.0.stacktrace./, '')} ${cut.rule}`);
    const order = ['breadcrumbs !limit', 'extra !limit', 'request.data !limit', 'exception !limit:vars'];
    expect(rulesSeen.filter(cut => order.includes(cut))).toEqual(order);
    expect(gated.event.request).toEqual({ url: 'https://a.b/c' });
    const kept = gated.event.exception!.values![0]!.stacktrace!.frames!;
    expect(kept.every(each => !each.vars)).toBe(true);
    expect(kept.length).toBe(50);
    expect(metaAt(gated.event, 'exception')![''].rem).toContainEqual(['!limit:vars', 'x']);
  });

  it('source lines of frames in the application outlive those of others, and the frames at both ends those between', () => {
    const inner = (count: number, size: number) =>
      gate(
        {
          exception: {
            values: [
              {
                type: 'E',
                value: 'v',
                stacktrace: {
                  frames: frames(count, { context_line: 'c', pre_context: Array.from({ length: 5 }, () => '€'.repeat(size)) }),
                },
              },
            ],
          },
        },
        rules,
      );
    const lines = inner(50, 400).event.exception!.values![0]!.stacktrace!.frames!;
    expect(lines.map(each => Boolean(each.context_line))).toEqual(lines.map(each => each.in_app));
    const cut = inner(50, 700);
    expectWhole(cut);
    expect(cut.event.exception!.values![0]!.stacktrace!.frames!.map(each => each.lineno)).toEqual([0, 1, 2, 3, 4, 45, 46, 47, 48, 49]);
    expect(metaAt(cut.event, 'exception', 'values', '0', 'stacktrace', 'frames')![''].len).toBe(50);
  });

  it('then long texts: 1,000 characters stay', () => {
    const tags = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`t${i}`, 'x'.repeat(15_000)]));
    const gated = gate({ exception: { values: [{ type: 'E', value: 'v'.repeat(15_000) }] }, tags }, rules);
    expectWhole(gated);
    expect(gated.event.exception!.values![0]!.value).toBe('v'.repeat(1000) + '...');
    expect(gated.event.tags!['t0']).toBe('x'.repeat(1000) + '...');
    expect(metaAt(gated.event, 'exception', 'values', '0', 'value')).toEqual({ '': { rem: [['!limit', 's']], len: 15_000 } });
  });

  const hostile: Array<[string, Partial<Event> & Record<string, unknown>]> = [
    ['a message of 5 MB', { message: 'x'.repeat(5e6) }],
    ['30,000 tags', { tags: Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`tag${i}`, 'v'])) }],
    ['an unknown field of 10 MB', { junk: Array.from({ length: 1000 }, () => 'x'.repeat(10_000)) }],
    ['500 unknown fields', Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, { a: 'x'.repeat(10_000) }]))],
    ['mechanism data without end', {}],
    [
      'texts of six bytes a character',
      {
        extra: { a: Array.from({ length: 200 }, () => '\u0001'.repeat(5000)) },
        user: { a: Array.from({ length: 200 }, () => '\u0001'.repeat(5000)) },
      },
    ],
    ['modules of 1 MB', { modules: Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`module-${i}`, '1.2.3-version'])) }],
  ];
  it.each(hostile)('type, 1,000 characters of value and ten frames survive %s', (name, more) => {
    const data = name.startsWith('mechanism')
      ? { list: Array.from({ length: 100_000 }, (_, i) => i), self: Array.from({ length: 5000 }, () => ({ a: {} })) }
      : {};
    const event: Event = {
      ...more,
      event_id: 'e'.repeat(32),
      exception: {
        values: [
          { type: 'CauseError', value: 'cause' },
          {
            type: 'BigError',
            value: 'v'.repeat(20_000),
            mechanism: { type: 'generic', handled: false, data },
            stacktrace: {
              frames: frames(50, {
                context_line: '\u0001'.repeat(2000),
                pre_context: Array.from({ length: 5 }, () => '\u0001'.repeat(2000)),
                vars: data,
              }),
            },
          },
        ],
      },
    };
    const gated = gate(event, rules);
    expectWhole(gated);
    expect(gated.event.event_id).toBe('e'.repeat(32));
    const last = gated.event.exception!.values!.at(-1)!;
    expect(last.type).toBe('BigError');
    expect(last.value!.slice(0, 1000)).toBe('v'.repeat(1000));
    const kept = last.stacktrace!.frames!;
    expect(kept.length).toBeGreaterThanOrEqual(10);
    expect(kept.at(-1)).toMatchObject({ filename: '/srv/app/file49.js', function: 'fn49', lineno: 49 });
    expect(gated.cuts.length).toBeGreaterThan(0);
    expect(gated.event._meta).toBeDefined();
  });

  it('keeps the end of lists that are endless: newest breadcrumbs, crash site, captured error', () => {
    const gated = gate(
      {
        breadcrumbs: Array.from({ length: 5000 }, (_, i) => ({ message: `crumb ${i}` })),
        exception: {
          values: Array.from({ length: 500 }, (_, i) => ({
            type: `E${i}`,
            value: 'v',
            stacktrace: { frames: frames(i === 499 ? 2000 : 1) },
          })),
        },
      },
      rules,
    );
    expectWhole(gated);
    expect(gated.event.breadcrumbs!.at(-1)).toEqual({ message: 'crumb 4999' });
    const last = gated.event.exception!.values!.at(-1)!;
    expect(last.type).toBe('E499');
    expect(last.stacktrace!.frames!.at(-1)).toEqual(frame(1999));
    expect(last.stacktrace!.frames!.length).toBeGreaterThanOrEqual(10);
    expect(metaAt(gated.event, 'breadcrumbs')![''].len).toBe(5000);
  });

  it('holds for any maxBytes, down to nothing', () => {
    const event = { ...heavy(), tags: { a: 'x'.repeat(5000) }, contexts: { trace: { trace_id: 'a'.repeat(32) } } };
    for (const maxBytes of [100_000, 30_000, 10_000, 5000, 1000, 300, 100, 50, 10, 2]) {
      expectWhole(gate(event, rules, { maxBytes }), maxBytes);
    }
    expect(gate(event, rules, { maxBytes: 0 }).json).toBe('{}');
  });

  it('cuts texts, and notes from where to where', () => {
    const { event, cuts } = gate({ extra: { text: 'x'.repeat(50_000_000) } }, rules);
    expect((event.extra!['text'] as string).length).toBe(16_384);
    expect(cuts).toEqual([{ path: 'extra.text', rule: '!limit', action: 'truncated' }]);
    expect(metaAt(event, 'extra', 'text')).toEqual({ '': { rem: [['!limit', 's']], len: 50_000_000 } });
  });

  it('bounds the work by the budget', () => {
    const wide = () => Array.from({ length: 200_000 }, (_, i) => ({ i, text: 'x'.repeat(50) }));
    const sparse = Object.assign([], { length: 4e9 });
    const meter = { nodes: 0, bytes: 0 };
    const gated = gate(
      {
        extra: { wide: wide(), sparse },
        contexts: { wide: { list: wide() } },
        user: { wide: wide() },
        breadcrumbs: sparse,
        fingerprint: sparse,
        tags: { x: 1 },
      },
      rules,
      { meter },
    );
    expectWhole(gated);
    expect(meter.nodes).toBeLessThan(4 * 60_000);
    expect(meter.bytes).toBeLessThan(6 * MAX);
    expect(gated.event.tags).toEqual({ x: 1 });
  });
});
