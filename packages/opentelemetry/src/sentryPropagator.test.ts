import {
  type Context,
  createTraceState,
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { CompositePropagator, suppressTracing, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { type Client, init, type VigilOptions } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { SentryPropagator } from './sentryPropagator';

const TRACE = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
const OTHER = '0af7651916cd43dd8448eb211c80319c';
const SPAN = '00f067aa0ba902b7';

let client: Client;
afterEach(() => client.close());
const start = (options: VigilOptions = {}) => {
  client = init({ ...createTestkit().options, release: 'shop@1.4.0', ...options });
};
type Headers = Record<string, string | string[]>;
const extract = (headers: Headers, propagator = new SentryPropagator()) => propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter);
const inject = (context: Context, carrier: Record<string, unknown> = {}, propagator = new SentryPropagator()) => {
  propagator.inject(context, carrier, defaultTextMapSetter);
  return carrier as Record<string, string>;
};
const spanOf = (context: Context) => trace.getSpanContext(context);
const withSpan = (attributes: Record<string, unknown> = {}, traceFlags = TraceFlags.SAMPLED) => {
  const span = trace.wrapSpanContext({ traceId: TRACE, spanId: SPAN, traceFlags, traceState: createTraceState('vendor=x') });
  return trace.setSpan(ROOT_CONTEXT, Object.assign(span, { attributes }));
};
const members = ({ baggage }: Record<string, string>) => baggage?.split(',') ?? [];

describe('SentryPropagator, incoming', () => {
  it.each([
    [{ 'sentry-trace': `${TRACE}-${SPAN}-1` }, TRACE, TraceFlags.SAMPLED],
    [{ 'sentry-trace': `${TRACE}-${SPAN}-0` }, TRACE, TraceFlags.NONE],
    [{ 'sentry-trace': `${TRACE}-${SPAN}` }, TRACE, TraceFlags.SAMPLED],
    [{ 'sentry-trace': [`${TRACE}-${SPAN}-0`, 'x'] }, TRACE, TraceFlags.NONE],
    [{ traceparent: `00-${TRACE}-${SPAN}-01` }, TRACE, TraceFlags.SAMPLED],
    [{ traceparent: `00-${TRACE}-${SPAN}-00` }, TRACE, TraceFlags.NONE],
    [{ traceparent: `00-${OTHER}-${SPAN}-01`, 'sentry-trace': `${TRACE}-${SPAN}-0` }, TRACE, TraceFlags.NONE],
    [{ traceparent: `00-${OTHER}-${SPAN}-01`, 'sentry-trace': 'nonsense' }, OTHER, TraceFlags.SAMPLED],
  ])('continues %j', (headers, traceId, traceFlags) => {
    start();
    expect(spanOf(extract(headers as Headers))).toMatchObject({ traceId, spanId: SPAN, traceFlags, isRemote: true });
  });

  it.each([
    {},
    { 'sentry-trace': 'nonsense' },
    { traceparent: `00-${'0'.repeat(32)}-${SPAN}-01` },
    { baggage: `sentry-trace_id=${TRACE}` },
  ])('continues nothing of %j', headers => {
    start();
    expect(spanOf(extract(headers as Headers))).toBeUndefined();
  });

  it('takes an open decision as not sampled when told to', () => {
    start();
    const propagator = new SentryPropagator({ sampleDeferred: false });
    expect(spanOf(extract({ 'sentry-trace': `${TRACE}-${SPAN}` }, propagator))?.traceFlags).toBe(TraceFlags.NONE);
  });

  it('leaves the trace of another organisation alone', () => {
    start({ orgId: 1 });
    const headers = { 'sentry-trace': `${TRACE}-${SPAN}-1`, baggage: 'sentry-org_id=2,a=1' };
    const context = extract(headers);
    expect(spanOf(context)).toBeUndefined();
    expect(propagation.getBaggage(context)?.getEntry('a')?.value).toBe('1');
  });

  it('keeps tracestate of the same trace only', () => {
    start();
    const tracestate = 'vendor=x';
    const same = extract({ traceparent: `00-${TRACE}-${SPAN}-01`, 'sentry-trace': `${TRACE}-${SPAN}`, tracestate });
    expect(spanOf(same)?.traceState?.serialize()).toBe(tracestate);
    const other = extract({ traceparent: `00-${OTHER}-${SPAN}-01`, 'sentry-trace': `${TRACE}-${SPAN}`, tracestate });
    expect(spanOf(other)?.traceState).toBeUndefined();
  });

  it('reads baggage of the application, not that of Sentry, into the context', () => {
    start();
    const baggage = propagation.getBaggage(extract({ baggage: ['tenant=t%201;secret', `sentry-trace_id=${TRACE}`] }));
    expect(baggage?.getAllEntries().map(([key, { value, metadata }]) => [key, value, metadata?.toString()])).toEqual([
      ['tenant', 't 1', 'secret'],
    ]);
  });

  it('leaves the baggage that another propagator has read as it is', () => {
    start();
    const context = propagation.setBaggage(ROOT_CONTEXT, propagation.createBaggage({ a: { value: 'read before' } }));
    const after = new SentryPropagator().extract(context, { baggage: 'a=1,b=2' }, defaultTextMapGetter);
    expect(propagation.getBaggage(after)?.getAllEntries()).toEqual([['a', { value: 'read before' }]]);
  });

  it('never throws, whatever the headers and the getter', () => {
    start();
    const getter = {
      keys: () => [],
      get: () => {
        throw new Error('getter');
      },
    };
    expect(new SentryPropagator().extract(ROOT_CONTEXT, {}, getter)).toBe(ROOT_CONTEXT);
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.anything(), (sentryTrace, baggage, traceparent) => {
        const context = extract({ 'sentry-trace': sentryTrace, baggage, traceparent: traceparent as string, tracestate: baggage });
        inject(context, { baggage: traceparent });
      }),
    );
  });
});

describe('SentryPropagator, outgoing', () => {
  it('writes the span in both formats, and who we are', () => {
    start();
    expect(inject(withSpan())).toEqual({
      'sentry-trace': `${TRACE}-${SPAN}-1`,
      traceparent: `00-${TRACE}-${SPAN}-01`,
      tracestate: 'vendor=x',
      baggage: expect.stringMatching(
        new RegExp(`^sentry-environment=production,sentry-release=shop%401\\.4\\.0,sentry-public_key=\\w+,sentry-trace_id=${TRACE}`),
      ),
    });
  });

  it('says when the span is not sampled', () => {
    start();
    expect(inject(withSpan({}, TraceFlags.NONE))).toMatchObject({
      'sentry-trace': `${TRACE}-${SPAN}-0`,
      traceparent: `00-${TRACE}-${SPAN}-00`,
    });
  });

  it('hands on what began the trace, unchanged', () => {
    start();
    const incoming = extract({
      'sentry-trace': `${TRACE}-${SPAN}-1`,
      baggage: `sentry-trace_id=${TRACE},sentry-public_key=abc,sentry-environment=edge,tenant=t1`,
    });
    const headers = inject(incoming);
    expect(members(headers)).toEqual(
      expect.arrayContaining(['tenant=t1', 'sentry-public_key=abc', 'sentry-environment=edge', `sentry-trace_id=${TRACE}`]),
    );
    expect(headers['baggage']).not.toContain('release');
    // another trace that a span has begun since is ours
    const span = { traceId: OTHER, spanId: SPAN, traceFlags: TraceFlags.SAMPLED };
    expect(members(inject(trace.setSpanContext(incoming, span)))).toEqual(
      expect.arrayContaining(['tenant=t1', 'sentry-environment=production', `sentry-trace_id=${OTHER}`]),
    );
  });

  it('of a trace of Sentry without baggage it says nothing of ours', () => {
    start();
    expect(inject(extract({ 'sentry-trace': `${TRACE}-${SPAN}-1` }))['baggage']).toBeUndefined();
  });

  it.each([
    [{ Baggage: 'a=1,sentry-release=old' }, 'Baggage'],
    [{ baggage: ['a=1', 'sentry-release=old'] }, 'baggage'],
  ])('merges into the baggage that is there: %j', (carrier, name) => {
    start();
    const entries = { a: { value: '2' }, b: { value: 'x y' }, 'sentry-release': { value: 'stale' } };
    const context = propagation.setBaggage(withSpan(), propagation.createBaggage(entries));
    const headers = inject(context, carrier as Record<string, unknown>);
    expect(Object.keys(headers).filter(key => key.toLowerCase() === 'baggage')).toEqual([name]);
    const written = (headers[name] as string).split(',');
    expect(written.slice(0, 2)).toEqual(['a=1', 'b=x%20y']);
    expect(written.filter(member => member.startsWith('sentry-release'))).toEqual(['sentry-release=shop%401.4.0']);
  });

  it('merges into carriers that have a get', () => {
    start();
    const carrier = new Map<string, string>([['baggage', 'a=1']]);
    new SentryPropagator().inject(withSpan(), carrier, { set: (map: Map<string, string>, key, value) => void map.set(key, value) });
    expect(carrier.get('baggage')).toMatch(/^a=1,sentry-/);
  });

  it('comes last in a composite with the W3C propagators', () => {
    start();
    const composite = new CompositePropagator({
      propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator(), new SentryPropagator()],
    });
    const incoming = { traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'vendor=x', baggage: 'tenant=t1' };
    const headers = inject(composite.extract(ROOT_CONTEXT, incoming, defaultTextMapGetter), {}, composite as never);
    expect(headers).toMatchObject({
      ...incoming,
      'sentry-trace': `${TRACE}-${SPAN}-1`,
      baggage: expect.stringContaining('tenant=t1,sentry-'),
    });
  });

  it.each([
    [{ 'url.full': 'https://api.example.test/pay' }, true],
    [{ 'http.url': 'https://elsewhere.test/?to=api.example.test' }, false],
    [{}, true],
  ])('tracePropagationTargets say where Sentry headers go, W3C goes everywhere: %j', (attributes, goes) => {
    start({ tracePropagationTargets: ['api.example.test'] });
    const stale = propagation.createBaggage({ 'sentry-release': { value: 'stale' } });
    const headers = inject(propagation.setBaggage(withSpan(attributes), stale), { baggage: 'a=1' });
    expect('sentry-trace' in headers).toBe(goes);
    expect(headers['baggage']?.includes('sentry-')).toBe(goes);
    expect(headers['traceparent']).toBe(`00-${TRACE}-${SPAN}-01`);
  });

  it('writes nothing of Sentry on requests to the ingest itself', () => {
    start();
    const { protocol, host, projectId } = client.getDsn() ?? {};
    expect(inject(withSpan({ 'url.full': `${protocol}://${host}/api/${projectId}/envelope/` }))).not.toHaveProperty('sentry-trace');
  });

  it('writes none of it without a span, and nothing at all where tracing is suppressed', () => {
    start();
    const context = propagation.setBaggage(ROOT_CONTEXT, propagation.createBaggage({ a: { value: '1' } }));
    expect(inject(context)).toEqual({ baggage: 'a=1' });
    expect(inject(suppressTracing(withSpan()))).toEqual({});
  });

  it('is the W3C propagators alone when Vigil is off', () => {
    start({ enabled: false });
    expect(inject(withSpan())).toEqual({ traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'vendor=x' });
  });

  it('never throws, whatever the setter', () => {
    start();
    const set = () => {
      throw new Error('setter');
    };
    expect(() => new SentryPropagator().inject(withSpan(), {}, { set })).not.toThrow();
  });

  it('names its fields', () => {
    start();
    expect(new SentryPropagator().fields().sort()).toEqual(['baggage', 'sentry-trace', 'traceparent', 'tracestate']);
  });
});

it('takes null for options', () => expect(new SentryPropagator(null as never).fields()).toContain('sentry-trace'));
