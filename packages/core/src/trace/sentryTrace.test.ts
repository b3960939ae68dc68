import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSentryTrace, parseSentryTrace } from './sentryTrace';

const TRACE = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
const SPAN = 'b7ad6b7169203331';
const parent = { traceId: TRACE, parentSpanId: SPAN };

describe('parseSentryTrace', () => {
  it.each([
    [`${TRACE}-${SPAN}-1`, { ...parent, sampled: true }],
    [`${TRACE}-${SPAN}-0`, { ...parent, sampled: false }],
    [`${TRACE}-${SPAN}`, { ...parent, sampled: undefined }],
    [` \t${TRACE}-${SPAN}-1\t `, { ...parent, sampled: true }],
    [`${'0'.repeat(31)}1-${'0'.repeat(15)}1`, { traceId: '0'.repeat(31) + '1', parentSpanId: '0'.repeat(15) + '1', sampled: undefined }],
  ])('reads %j', (text, expected) => {
    expect(parseSentryTrace(text)).toStrictEqual(expected);
  });

  it.each([
    '',
    TRACE,
    `${TRACE}-`,
    `${TRACE}-${SPAN}-`,
    `${TRACE}-${SPAN}-2`,
    `${TRACE}-${SPAN}-d`,
    `${TRACE}-${SPAN}-11`,
    `${TRACE}-${SPAN}-1-1`,
    `${TRACE}${SPAN}1`,
    `${TRACE.slice(1)}-${SPAN}-1`,
    `${TRACE}a-${SPAN}-1`,
    `${TRACE}-${SPAN}a-1`,
    `${TRACE}-${SPAN.slice(1)}-1`,
    `${TRACE.toUpperCase()}-${SPAN}-1`,
    `${TRACE.replace('4', 'g')}-${SPAN}-1`,
    `${'0'.repeat(32)}-${SPAN}-1`,
    `${TRACE}-${'0'.repeat(16)}-1`,
    `${TRACE}-${SPAN}-1, ${TRACE}-${SPAN}-1`,
    `-1`,
    undefined,
    null,
    5,
    [`${TRACE}-${SPAN}-1`],
  ])('takes %j for none', text => {
    expect(parseSentryTrace(text)).toBeUndefined();
  });

  it('reads what formatSentryTrace writes', () => {
    const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter(id => /[^0]/.test(id));
    fc.assert(
      fc.property(hex(32), hex(16), fc.constantFrom(true, false, undefined), (traceId, parentSpanId, sampled) => {
        expect(parseSentryTrace(formatSentryTrace(traceId, parentSpanId, sampled))).toStrictEqual({ traceId, parentSpanId, sampled });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        parseSentryTrace(value);
      }),
    );
    expect(parseSentryTrace('0'.repeat(1_000_000))).toBeUndefined();
    expect(parseSentryTrace(' '.repeat(1_000_000) + 'x')).toBeUndefined();
  });
});
