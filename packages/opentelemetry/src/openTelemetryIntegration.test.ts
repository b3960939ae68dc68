import { type ContextManager, context, propagation, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { createClient, init } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { openTelemetryIntegration } from './openTelemetryIntegration';
import { SentryPropagator } from './sentryPropagator';

const API = Symbol.for('opentelemetry.js.api.1');
const registered = () => Object.keys((globalThis as { [API]?: object })[API] ?? {}).filter(key => key !== 'version');
const stops: Array<() => unknown> = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const start = () => {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, integrations: [openTelemetryIntegration()] });
  stops.push(() => client.close());
  return { kit, client };
};
const register = () => {
  const provider = new NodeTracerProvider();
  provider.register();
  stops.push(
    () => provider.shutdown(),
    () => trace.disable(),
    () => context.disable(),
    () => propagation.disable(),
  );
  return trace.getTracer('test');
};
const ID = /^[\da-f]{16}$/;

describe('openTelemetryIntegration', () => {
  it('registers nothing with OpenTelemetry, and undoes itself', async () => {
    const kit = createTestkit();
    const client = init({ ...kit.options, integrations: [openTelemetryIntegration()] });
    new SentryPropagator();
    client.captureException(new Error('x'));
    await client.flush();
    expect(registered()).toEqual([]);
    expect(client.identity.active).toBeTypeOf('function');
    await client.close();
    expect(client.identity.active).toBeUndefined();
  });

  it('without an OpenTelemetry SDK events have a trace as ever', async () => {
    const { kit, client } = start();
    client.captureException(new Error('alone'));
    expect((await kit.waitForEvent('alone')).contexts?.['trace']).toEqual({
      trace_id: expect.stringMatching(/^[\da-f]{32}$/),
      span_id: expect.stringMatching(ID),
    });
  });

  it('an event keeps the span it was captured in, whatever happens until it is sent', async () => {
    const { kit, client } = start();
    const tracer = register();
    const ids = tracer.startActiveSpan('outer', outer =>
      tracer.startActiveSpan('inner', inner => {
        client.captureException(new Error('in inner'));
        inner.end();
        client.captureMessage('after its end');
        return { trace_id: inner.spanContext().traceId, span_id: inner.spanContext().spanId, parent_span_id: outer.spanContext().spanId };
      }),
    );
    client.captureMessage('outside');
    expect((await kit.waitForEvent('in inner')).contexts?.['trace']).toEqual(ids);
    expect((await kit.waitForEvent('after its end')).contexts?.['trace']).toEqual(ids);
    expect((await kit.waitForEvent('outside')).contexts?.['trace']?.['trace_id']).not.toBe(ids.trace_id);
    expect(kit.envelopes().map(([headers]) => headers.trace?.['trace_id'])).toEqual(
      kit.events().map(({ contexts }) => contexts?.['trace']?.['trace_id']),
    );
  });

  it('belongs to the span of an OpenTelemetry whose copy of the API is older than ours', async () => {
    const { kit, client } = start();
    const span = register().startSpan('outer');
    const registry = (globalThis as { [API]?: { version: string; context: ContextManager } })[API]!;
    const { version } = registry;
    stops.unshift(() => Object.assign(registry, { version }));
    // as that copy would leave it: ours then takes it for nobody's
    registry.version = '1.1.0';
    registry.context.with(trace.setSpan(ROOT_CONTEXT, span), () => {
      expect(context.active()).toBe(ROOT_CONTEXT);
      client.captureException(new Error('beside an older copy'));
    });
    const { traceId, spanId } = span.spanContext();
    expect((await kit.waitForEvent('beside an older copy')).contexts?.['trace']).toEqual({ trace_id: traceId, span_id: spanId });
  });

  it('reads the parent where SDKs before 2.0 keep it, and passes over a span without valid ids', async () => {
    const { kit, client } = start();
    register();
    const at = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: TraceFlags.NONE };
    const capture = (span: object, message: string) =>
      context.with(trace.setSpan(ROOT_CONTEXT, span as never), () => client.captureMessage(message));
    capture({ spanContext: () => at, parentSpanId: 'c'.repeat(16) }, 'old');
    capture({ spanContext: () => ({ ...at, traceId: '0'.repeat(32) }) }, 'invalid');
    capture(
      {
        spanContext() {
          throw new Error('hostile');
        },
      },
      'hostile',
    );
    expect((await kit.waitForEvent('old')).contexts?.['trace']).toEqual({
      trace_id: at.traceId,
      span_id: at.spanId,
      parent_span_id: 'c'.repeat(16),
    });
    for (const message of ['invalid', 'hostile']) {
      expect((await kit.waitForEvent(message)).contexts?.['trace']?.['trace_id']).not.toMatch(/^(0+|a+)$/);
    }
  });
});
