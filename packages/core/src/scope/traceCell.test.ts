import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, getTraceData, Scope, startSpan, suppressTracing } from '../index';
import { outgoingTraceHeaders } from '../traces';

const ACTIVE = { traceId: 'a'.repeat(32), propagationSpanId: 'b'.repeat(16), sampled: true, sampleRand: 0.5 };

describe('the trace of another tracer', () => {
  const start = () => {
    const kit = createTestkit();
    return { kit, client: createClient(kit.options) };
  };

  it('stands for the scopes own while there is one: on events, their envelopes and outgoing headers', async () => {
    const { kit, client } = start();
    const own = client.run(() => getTraceData()['sentry-trace']);
    client.identity.active = () => ACTIVE;
    client.captureException(new Error('in it'));
    expect(client.run(() => getTraceData()['sentry-trace'])).toBe(`${ACTIVE.traceId}-${ACTIVE.propagationSpanId}-1`);
    expect(client.run(() => suppressTracing(() => outgoingTraceHeaders('https://example.test/')))).toBeUndefined();
    client.identity.active = () => undefined;
    expect(client.run(() => getTraceData()['sentry-trace'])).toBe(own);
    await client.flush();
    expect(kit.expectEvent('in it').contexts?.['trace']).toEqual({ trace_id: ACTIVE.traceId, span_id: ACTIVE.propagationSpanId });
    expect(kit.envelopes()[0]?.[0].trace).toMatchObject({ trace_id: ACTIVE.traceId });
  });

  it('is nobody when asking for it fails', async () => {
    const { kit, client } = start();
    client.identity.active = () => {
      throw new Error('no context manager');
    };
    client.captureException(new Error('still sent'));
    expect((await kit.waitForEvent('still sent')).contexts?.['trace']?.['trace_id']).toMatch(/^[\da-f]{32}$/);
  });
});

describe('getTraceData', () => {
  const client = createClient(createTestkit().options);
  const headerOf = (options: object) => client.run(() => getTraceData(options)['sentry-trace']);

  it('of a span is that span: its trace, and itself as the parent', () => {
    client.run(() =>
      startSpan({ name: 'a' }, span => {
        const { traceId, spanId } = span.spanContext();
        expect(getTraceData({ span })['sentry-trace']).toBe(`${traceId}-${spanId}`);
      }),
    );
    const foreign = { spanContext: () => ({ traceId: 'c'.repeat(32), spanId: 'd'.repeat(16), traceFlags: 0 }) };
    expect(headerOf({ span: foreign })).toBe(`${'c'.repeat(32)}-${'d'.repeat(16)}`);
    expect(headerOf({ span: {} })).toBe(headerOf({}));
  });

  it('of another scope, or by another client', () => {
    const scope = new Scope().setPropagationContext({ traceId: 'e'.repeat(32), sampleRand: 0.5, propagationSpanId: 'f'.repeat(16) });
    expect(headerOf({ scope })).toBe(`${'e'.repeat(32)}-${'f'.repeat(16)}`);
    const unnamed = new Scope().setPropagationContext({ traceId: 'e'.repeat(32), sampleRand: 0.5 });
    expect(headerOf({ scope: unnamed })).toMatch(/^e{32}-[\da-f]{16}$/);
    expect(getTraceData({ client })['sentry-trace']).toMatch(/^[\da-f]{32}-/);
  });
});
