import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Running, runProgram, startProgram } from '../../../test/scenarios/startProgram';

interface SeenSpan {
  traceId: string;
  spanId: string;
  parent?: string;
}
const TRACE = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
const PARENT = '00f067aa0ba902b7';

describe.each([
  { order: 'vigil,opentelemetry', propagator: 'ours' },
  { order: 'opentelemetry,vigil', propagator: 'ours' },
  { order: 'opentelemetry,vigil', propagator: 'w3c' },
  { order: 'opentelemetry,http,vigil', propagator: 'ours' },
])('in a service on the OpenTelemetry SDK, set up in the order $order, propagator: $propagator', ({ order, propagator }) => {
  let ingest: Awaited<ReturnType<typeof startIngest>>;
  const running: Running[] = [];
  let url = '';
  beforeAll(async () => {
    ingest = await startIngest();
    const start = async (env: Record<string, string>) => {
      const file = new URL('./fixtures/service.cjs', import.meta.url);
      const program = await startProgram(file, { dsn: ingest.dsn, env: { ...env, ORDER: order, PROPAGATOR: propagator } });
      running.push(program);
      return program.url;
    };
    const DOWNSTREAM = await start({ NAME: 'payments' });
    url = await start({ NAME: 'orders', DOWNSTREAM });
  });
  afterAll(async () => {
    await Promise.all(running.map(program => program.stop()));
    await ingest.close();
  });

  const get = async <T = SeenSpan>(path: string, headers: Record<string, string> = {}) =>
    (await (await fetch(url + path, { headers })).json()) as T;
  /** The event's trace, after a look that its envelope names the same one. */
  const traceOf = async (message: string) => {
    const event = await ingest.waitForEvent(message);
    const trace = event.contexts?.['trace'] as Record<string, string>;
    expect(headerOf(event.event_id)).toMatchObject({ trace_id: trace['trace_id'] });
    return trace;
  };
  const headerOf = (id: unknown) => ingest.envelopes.find(({ headers }) => headers['event_id'] === id)?.headers['trace'];
  const idsOf = ({ traceId, spanId, parent }: SeenSpan) => ({
    trace_id: traceId,
    span_id: spanId,
    ...(parent && { parent_span_id: parent }),
  });

  it('an error in a request carries the span of the request', async () => {
    const span = await get('/in-request');
    expect(await traceOf('orders: in request')).toEqual(idsOf(span));
  });

  it('an error in a child span carries that span and its parent', async () => {
    const span = await get('/in-child');
    expect(span.parent).toMatch(/^[\da-f]{16}$/);
    expect(await traceOf('orders: in child')).toEqual(idsOf(span));
  });

  it('an unhandled rejection carries the span it was made in', async () => {
    const span = await get('/rejects');
    expect(await traceOf('orders: rejects')).toEqual(idsOf(span));
  });

  it('outside of any span events and headers have one trace, our own', async () => {
    const headers = await get<Record<string, string>>('/outside');
    const { trace_id, span_id } = await traceOf('orders: outside');
    expect(headers['sentry-trace']).toBe(`${trace_id}-${span_id}`);
  });

  it('requests that are under way at once keep their users and their spans apart', async () => {
    const spans = await Promise.all(['ada', 'bob'].map(id => get(`/user?id=${id}`)));
    for (const [at, id] of ['ada', 'bob'].entries()) {
      expect((await ingest.waitForEvent(`orders: user ${id}`)).user).toMatchObject({ id });
      expect(await traceOf(`orders: user ${id}`)).toEqual(idsOf(spans[at] as SeenSpan));
    }
  });

  it('a call to another service hands on the span in all three headers, and its errors are of the same trace', async () => {
    const { span, downstream } = await get<{ span: SeenSpan; downstream: { span: SeenSpan; headers: Record<string, string> } }>('/calls');
    const { headers } = downstream;
    expect((await traceOf('orders: calls'))['trace_id']).toBe(span.traceId);
    expect(await traceOf('payments: called')).toEqual(idsOf(downstream.span));
    expect(downstream.span.traceId).toBe(span.traceId);
    expect(headers['traceparent']).toBe(`00-${span.traceId}-${downstream.span.parent}-01`);
    expect(headers['sentry-trace']).toMatch(new RegExp(`^${span.traceId}-[\\da-f]{16}-1$`));
    const members = headers['baggage']?.split(',');
    expect(members?.filter(member => member === 'vendor=1')).toHaveLength(1);
    expect(members).toContain(`sentry-trace_id=${span.traceId}`);
    expect(members).toContain('sentry-release=1.4.0');
  });

  it('neither reports nor requests under suppressTracing become spans', async () => {
    expect(await get<string[]>('/spans')).toEqual([expect.stringMatching(/\/called$/)]);
    await ingest.waitForEvent('orders: sent unseen');
  });

  it('a trace that W3C headers bring goes on', async () => {
    ingest.reset();
    const span = await get('/in-request', { traceparent: `00-${TRACE}-${PARENT}-01` });
    expect(span).toMatchObject({ traceId: TRACE, parent: PARENT });
    expect(await traceOf('orders: in request')).toEqual(idsOf(span));
  });

  if (propagator === 'ours') {
    it('a trace that Sentry headers bring goes on, with its own baggage', async () => {
      ingest.reset();
      const { span, downstream } = await get<{ span: SeenSpan; downstream: { headers: Record<string, string> } }>('/calls', {
        'sentry-trace': `${TRACE}-${PARENT}-1`,
        baggage: `sentry-trace_id=${TRACE},sentry-public_key=abc,sentry-environment=edge,other=2`,
      });
      expect(span).toMatchObject({ traceId: TRACE, parent: PARENT });
      expect(await traceOf('orders: calls')).toEqual(idsOf(span));
      expect(downstream.headers['sentry-trace']).toMatch(new RegExp(`^${TRACE}-`));
      expect(downstream.headers['baggage']?.split(',')).toEqual(expect.arrayContaining(['vendor=1', 'other=2', 'sentry-environment=edge']));
      const { event_id } = await ingest.waitForEvent('orders: calls');
      expect(headerOf(event_id)).toMatchObject({ environment: 'edge', public_key: 'abc' });
    });
  }

  it('events say what the resource says', async () => {
    ingest.reset();
    await get('/in-request');
    expect(await ingest.waitForEvent('orders: in request')).toMatchObject({
      release: '1.4.0',
      tags: { service: 'orders', region: 'eu-1' },
      contexts: { cloud_resource: { 'cloud.region': 'eu-1' }, otel: { resource: { 'service.name': 'orders' } } },
    });
  });
});

describe('an exception nobody caught', () => {
  it.each(['timer', 'promise'])('carries the span it was thrown in: %s', async way => {
    const ingest = await startIngest();
    const { code, stdout } = await runProgram(new URL('./fixtures/uncaught.cjs', import.meta.url), { dsn: ingest.dsn, args: [way] });
    const event = await ingest.waitForEvent(`uncaught in a ${way}`);
    await ingest.close();
    expect(code).toBe(1);
    expect(event.contexts?.['trace']).toEqual(JSON.parse(stdout));
  });
});
