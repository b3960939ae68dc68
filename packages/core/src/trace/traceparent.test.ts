import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTraceparent, parseTraceparent } from './traceparent';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('parseTraceparent', () => {
  it.each([
    [`00-${TRACE}-${SPAN}-01`, true],
    [`00-${TRACE}-${SPAN}-00`, false],
    [`00-${TRACE}-${SPAN}-03`, true],
    [`00-${TRACE}-${SPAN}-02`, false],
    [`00-${TRACE}-${SPAN}-ff`, true],
    [` 00-${TRACE}-${SPAN}-01\t`, true],
    [`01-${TRACE}-${SPAN}-01`, true],
    [`cc-${TRACE}-${SPAN}-01-what-the-future-brings`, true],
    [`cc-${TRACE}-${SPAN}-00-`, false],
    [`fe-${TRACE}-${SPAN}-01`, true],
  ])('reads %j', (text, sampled) => {
    expect(parseTraceparent(text)).toStrictEqual({ traceId: TRACE, parentSpanId: SPAN, sampled });
  });

  it.each([
    '',
    `ff-${TRACE}-${SPAN}-01`,
    `0-${TRACE}-${SPAN}-01`,
    `000-${TRACE}-${SPAN}-01`,
    `0G-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01-`,
    `00-${TRACE}-${SPAN}-01\n-`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-001`,
    `00-${TRACE}-${SPAN}-0x`,
    `00-${TRACE}-${SPAN}`,
    `cc-${TRACE}-${SPAN}-01more`,
    `cc-${TRACE}-${SPAN}-01.more`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN.toUpperCase()}-01`,
    `00-${TRACE.slice(1)}-${SPAN}-01`,
    `00_${TRACE}_${SPAN}_01`,
    `${TRACE}-${SPAN}-1`,
    undefined,
    null,
    {},
    [`00-${TRACE}-${SPAN}-01`],
  ])('takes %j for none', text => {
    expect(parseTraceparent(text)).toBeUndefined();
  });

  it('reads what formatTraceparent writes; an open decision goes as not sampled', () => {
    for (const sampled of [true, false, undefined]) {
      expect(parseTraceparent(formatTraceparent(TRACE, SPAN, sampled))).toEqual({ traceId: TRACE, parentSpanId: SPAN, sampled: !!sampled });
    }
    expect(formatTraceparent(TRACE, SPAN)).toBe(`00-${TRACE}-${SPAN}-00`);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (value, tail) => {
        parseTraceparent(value);
        parseTraceparent(`00-${TRACE}-${SPAN}-01${tail}`);
      }),
    );
    expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-` + ' '.repeat(1_000_000) + '\nx')?.traceId).toBe(TRACE);
    expect(parseTraceparent(`00-${TRACE}-${SPAN}-01` + 'x'.repeat(1_000_000))).toBeUndefined();
  });
});
