import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBaggage } from './baggage';
import { continueFrom, dscOf, newPropagation, outgoingHeaders, shouldPropagate, type TraceIdentity } from './propagation';

const TRACE = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
const SPAN = 'b7ad6b7169203331';
const OWN = '0123456789abcdef0123456789abcdef';
const ids = { uuid: () => OWN, random: () => 0.25 };
const fresh = { traceId: OWN, sampleRand: 0.25, propagationSpanId: OWN.slice(16) };
const sentryTrace = `${TRACE}-${SPAN}-1`;
const traceparent = `00-${TRACE}-${SPAN}-01`;

describe('newPropagation', () => {
  it('takes its ids from the source it is given', () => {
    expect(newPropagation(ids)).toEqual(fresh);
  });

  it('makes its own ids otherwise, others each time', () => {
    const [one, two] = [newPropagation(), newPropagation()];
    expect(one.traceId).toMatch(/^[\da-f]{32}$/);
    expect(one.propagationSpanId).toMatch(/^[\da-f]{16}$/);
    expect(one.sampleRand >= 0 && one.sampleRand < 1).toBe(true);
    expect(one.traceId).not.toBe(two.traceId);
    expect(one.propagationSpanId).not.toBe(two.propagationSpanId);
    expect(one.sampled).toBeUndefined();
    expect(one.dsc).toBeUndefined();
  });
});

describe('continueFrom', () => {
  const baggage = `other=1,sentry-trace_id=${TRACE},sentry-public_key=abc,sentry-sample_rand=0.5,sentry-sampled=true`;

  it('continues sentry-trace with its baggage as the context, frozen', () => {
    const propagation = continueFrom({ sentryTrace, baggage }, {}, ids);
    const dsc = { trace_id: TRACE, public_key: 'abc', sample_rand: '0.5', sampled: 'true' };
    expect(propagation).toEqual({
      traceId: TRACE,
      parentSpanId: SPAN,
      sampled: true,
      sampleRand: 0.5,
      dsc,
      propagationSpanId: OWN.slice(16),
    });
    expect(dscOf(propagation, { publicKey: 'other', release: 'r' })).toEqual(dsc);
  });

  it('freezes an empty context when sentry-trace comes without entries of ours', () => {
    for (const none of [undefined, '', 'other=1', 'sentry-a=%']) {
      const propagation = continueFrom({ sentryTrace, baggage: none }, {}, ids);
      expect(propagation).toMatchObject({ traceId: TRACE, dsc: {} });
      expect(outgoingHeaders(propagation, { publicKey: 'abc', environment: 'e' })).toEqual({
        'sentry-trace': `${TRACE}-${OWN.slice(16)}-1`,
      });
    }
  });

  it('begins a new trace when there is baggage alone', () => {
    expect(continueFrom({ baggage }, {}, ids)).toEqual(fresh);
  });

  it('prefers sentry-trace to traceparent', () => {
    const other = `00-${'9'.repeat(32)}-${'8'.repeat(16)}-00`;
    expect(continueFrom({ sentryTrace, traceparent: other }, {}, ids)).toMatchObject({ traceId: TRACE, sampled: true });
    expect(continueFrom({ sentryTrace: 'garbage', traceparent: other }, {}, ids)).toMatchObject({
      traceId: '9'.repeat(32),
      sampled: false,
    });
  });

  it('continues a traceparent of another vendor and is the head of the trace for Sentry', () => {
    const propagation = continueFrom({ traceparent, baggage: 'other=1' }, {}, ids);
    expect(propagation).toMatchObject({ traceId: TRACE, parentSpanId: SPAN, sampled: true });
    expect(dscOf(propagation, { publicKey: 'abc' })).toEqual({ public_key: 'abc', trace_id: TRACE });
  });

  it('takes baggage along with a traceparent only if it is of the same trace', () => {
    expect(continueFrom({ traceparent, baggage }, {}, ids).dsc).toMatchObject({ public_key: 'abc' });
    expect(continueFrom({ traceparent, baggage: `sentry-trace_id=${'9'.repeat(32)}` }, {}, ids).dsc).toBeUndefined();
  });

  it.each<[incoming: string | undefined, own: string | undefined, lax: boolean, strict: boolean]>([
    ['1', '1', true, true],
    [undefined, '1', true, false],
    ['1', undefined, true, false],
    [undefined, undefined, true, true],
    ['1', '2', false, false],
  ])('incoming organisation %s, own %s: continued %s, strictly %s', (incoming, orgId, lax, strict) => {
    const header = `sentry-trace_id=${TRACE}${incoming ? `,sentry-org_id=${incoming}` : ''}`;
    const traceOf = (identity: TraceIdentity) => continueFrom({ sentryTrace, baggage: header }, identity, ids).traceId;
    expect(traceOf({ orgId })).toBe(lax ? TRACE : OWN);
    expect(traceOf({ orgId, strict: true })).toBe(strict ? TRACE : OWN);
  });

  it('carries nothing of a trace it refuses', () => {
    expect(continueFrom({ sentryTrace, baggage: 'sentry-org_id=1' }, { orgId: '2' }, ids)).toEqual(fresh);
  });

  describe('the number for sampling', () => {
    const randOf = (entries: string, flag = '-1') => continueFrom({ sentryTrace: `${TRACE}-${SPAN}${flag}`, baggage: entries }, {}, ids);

    it('is the one that came', () => {
      expect(randOf('sentry-sample_rand=0.123456,sentry-sample_rate=0.1').sampleRand).toBe(0.123456);
      expect(randOf('sentry-sample_rand=0').sampleRand).toBe(0);
    });

    it.each(['1', '-0.1', 'x', 'NaN', '1e9'])('is another for %s', value => {
      expect(randOf(`sentry-sample_rand=${value}`).sampleRand).toBe(0.25);
    });

    it('agrees with the decision and its rate, and goes on with the context', () => {
      expect(randOf('sentry-sample_rate=0.1', '-1')).toMatchObject({ sampleRand: 0.025, dsc: { sample_rand: '0.025' } });
      expect(randOf('sentry-sample_rate=0.1', '-0').sampleRand).toBeCloseTo(0.325);
      expect(randOf('sentry-sample_rate=0.1', '').sampleRand).toBe(0.25);
      expect(randOf('sentry-sample_rate=x').sampleRand).toBe(0.25);
      expect(randOf('sentry-sample_rate=1', '-0').sampleRand).toBe(0.25);
    });
  });

  it('never throws, and always gives a usable trace', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), fc.boolean(), (a, b, c, strict) => {
        const propagation = continueFrom({ sentryTrace: a, baggage: b, traceparent: c }, { orgId: '1', strict });
        expect(propagation.traceId).toMatch(/^[\da-f]{32}$/);
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.double(), fc.double(), (noise, rand, rate) => {
        const header = `sentry-sample_rand=${rand},sentry-sample_rate=${rate},${noise}`;
        const { sampleRand } = continueFrom({ sentryTrace, baggage: header }, {});
        expect(sampleRand >= 0 && sampleRand < 1).toBe(true);
      }),
    );
  });
});

describe('dscOf', () => {
  it('names what the client knows, in order, as text', () => {
    const identity = { publicKey: 'abc', release: 'shop@1', environment: 'production', orgId: '42', strict: true };
    expect(JSON.stringify(dscOf(newPropagation(ids), identity))).toBe(
      `{"environment":"production","release":"shop@1","public_key":"abc","trace_id":"${OWN}","org_id":"42"}`,
    );
  });

  it('leaves out what is empty', () => {
    expect(dscOf(newPropagation(ids), { publicKey: 'abc', release: '' })).toEqual({ public_key: 'abc', trace_id: OWN });
  });
});

describe('outgoingHeaders', () => {
  const identity = { publicKey: 'abc', environment: 'production' };

  it('leaves the decision open while nobody has taken it', () => {
    expect(outgoingHeaders(newPropagation(ids), identity)).toEqual({
      'sentry-trace': `${OWN}-${OWN.slice(16)}`,
      baggage: `sentry-environment=production,sentry-public_key=abc,sentry-trace_id=${OWN}`,
    });
  });

  it('writes traceparent when asked', () => {
    expect(outgoingHeaders({ ...newPropagation(ids), sampled: true }, identity, { traceparent: true }).traceparent).toBe(
      `00-${OWN}-${OWN.slice(16)}-01`,
    );
  });

  it('is continued by the next service with the same trace, decision and context', () => {
    for (const sampled of [true, false, undefined]) {
      const first = { ...newPropagation(), sampled };
      const headers = outgoingHeaders(first, identity);
      const next = continueFrom({ sentryTrace: headers['sentry-trace'], baggage: headers.baggage }, identity);
      expect(next).toMatchObject({ traceId: first.traceId, parentSpanId: first.propagationSpanId });
      expect(next.sampled).toBe(sampled);
      expect(dscOf(next, {})).toMatchObject(dscOf(first, identity));
      expect(parseBaggage(outgoingHeaders(next, { publicKey: 'other' }).baggage).sentry).toEqual(next.dsc);
    }
  });
});

describe('shouldPropagate', () => {
  it.each<[url: string, targets: Array<string | RegExp> | undefined, expected: boolean]>([
    ['https://api.example.com/x', undefined, true],
    ['https://api.example.com/x', [], false],
    ['https://api.example.com/x', ['api.example.com'], true],
    ['https://API.example.com/X', ['api.EXAMPLE.com/x'], true],
    ['https://api.example.com/v1/users', ['/v1/'], true],
    ['http://localhost:3000/x', ['localhost'], true],
    ['https://api.example.com/x', ['other', 'example'], true],
    ['https://evil.com/?next=api.example.com', ['api.example.com'], false],
    ['https://evil.com/#api.example.com', ['api.example.com'], false],
    ['https://api.example.com@evil.com/', ['api.example.com'], false],
    ['https://user:api.example.com@evil.com/', ['api.example.com'], false],
    ['https://a@api.example.com@evil.com/', ['api.example.com'], false],
    ['https://user:pass@api.example.com/', ['api.example.com'], true],
    ['https://evil.com\\@api.example.com/', ['https://api.example.com'], false],
    ['https://evil.com/a@api.example.com/', ['https://api.example.com'], false],
    ['//user@api.example.com/x', ['//api.example.com'], true],
    ['/api/x', ['/api'], true],
    ['https://api.example.com/x?q=1', [/\?q=1$/], true],
    ['https://api.example.com/x', [/^https:\/\/API\./], true],
    ['https://api.example.com/x', [/other/], false],
    ['https://api.example.com/x', [/example/y], true],
    ['https://api.example.com/x', [/^http:/, /example/], true],
  ])('%s to %s: %s', (url, targets, expected) => {
    expect(shouldPropagate(url, targets)).toBe(expected);
  });

  it('gives the same answer every time for an expression with g, and leaves it as it was', () => {
    const target = /example/g;
    expect([1, 2, 3].map(() => shouldPropagate('https://example.com', [target]))).toEqual([true, true, true]);
    expect(target.lastIndex).toBe(0);
  });

  it('takes what is no pattern for no target', () => {
    const targets = [undefined, null, 5, {}, () => true] as unknown as string[];
    expect(shouldPropagate('https://example.com/5', targets)).toBe(false);
    expect(shouldPropagate('https://example.com/5', [...targets, 'example'])).toBe(true);
  });

  it('never throws on any url', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (url, target) => {
        expect(typeof shouldPropagate(url, [target, /x/])).toBe('boolean');
      }),
    );
    for (const unit of ['/', '@', '//@', '?', '\\', 'a']) shouldPropagate('https:' + unit.repeat(500_000), ['never there']);
  });
});
