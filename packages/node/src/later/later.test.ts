import * as core from '@vigil/core';
import {
  type Client,
  captureFeedback,
  getActiveSpan,
  getCurrentScope,
  startInactiveSpan,
  startSpan,
  startSpanManual,
  withActiveSpan,
} from '@vigil/core';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { createClient, init } from '../init';
import * as ofNode from '.';

// those of every platform stand in core
const ofAll = { captureFeedback };
const shared = Object.fromEntries(
  Object.entries(core).filter(([name]) =>
    /^(?:openAI|anthropicAI|googleGenAI|groq|langChain|langGraph|mastra|mcpServer|mistralAI|togetherAI|vercelAI|spanStreaming|supabase|prisma)Integration$/.test(
      name,
    ),
  ),
) as Record<string, () => core.Integration>;
const spans = { getActiveSpan, startInactiveSpan, startSpan, startSpanManual, withActiveSpan };
const later = { ...ofNode, ...ofAll, ...spans };

let client: Client;
let warn: Mock<(line: unknown) => void>;
const said = (): string[] => warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3).join(' '));

beforeEach(() => {
  warn = vi.fn();
  client = init({
    dsn: 'https://key@host.example/1',
    defaultIntegrations: false,
    logger: { warn },
    transport: () => ({ send: async () => ({}), flush: async () => true }),
  });
});
afterEach(() => client.close());

type Factory = (options?: unknown) => { name: string };
const factories = Object.entries({ ...later, ...shared }).filter((entry): entry is [string, Factory] => entry[0].endsWith('Integration'));

describe('an integration without effect yet', () => {
  it.each(factories)('%s has a name, and says once at its set-up that it does nothing', (factory, make) => {
    for (const _again of [1, 2]) client.addIntegration(make({}));
    expect(make().name).toMatch(/^[A-Z][\w.]+$/);
    expect(said()).toEqual([`V040 ${factory}`]);
  });

  it('says what it cannot take', () => {
    client.addIntegration(later.postgresIntegration('fast' as never));
    expect(said()).toEqual(['V040 postgresIntegration', 'V020 postgresIntegration']);
  });

  it('says so to each client that installs it', async () => {
    const other = vi.fn();
    const own = createClient({ dsn: 'https://key@host.example/2', logger: { warn: other }, integrations: [later.redisIntegration()] });
    client.addIntegration(later.redisIntegration());
    expect([warn, other].map(each => each.mock.calls.length)).toEqual([1, 1]);
    await own.close();
  });
});

describe('spans without tracing', () => {
  it('run their callback, hand back its very result, and let what it throws pass', () => {
    const promise = Promise.resolve(1);
    const error = new Error('mine');
    const fail = () => {
      throw error;
    };
    expect(later.startSpan({ name: 'a' }, () => promise)).toBe(promise);
    expect(later.startSpanManual({ name: 'a' }, (_span, finish) => [typeof finish, finish()])).toEqual(['function', undefined]);
    expect(() => later.startSpan({ name: 'a' }, fail)).toThrow(error);
    expect(() => later.startSpanManual({ name: 'a' }, fail)).toThrow(error);
  });

  it('belong to the trace of now, are active inside and nowhere else', () => {
    const { traceId } = getCurrentScope().getPropagationContext();
    later.startSpan({ name: 'outer' }, outer => {
      expect(later.getActiveSpan()).toBe(outer);
      expect(outer.spanContext()).toEqual({ traceId, spanId: expect.stringMatching(/^[0-9a-f]{16}$/), traceFlags: 0 });
      later.startSpan({ name: 'inner' }, inner => {
        expect(later.getActiveSpan()).toBe(inner);
        expect(inner.spanContext().spanId).not.toBe(outer.spanContext().spanId);
      });
      later.withActiveSpan(null, () => expect(later.getActiveSpan()).toBeUndefined());
      expect(later.getActiveSpan()).toBe(outer);
      expect(later.startInactiveSpan({ name: 'aside' }).isRecording()).toBe(false);
    });
    expect(later.getActiveSpan()).toBeUndefined();
  });

  it('keep what their callback sets on the current scope inside', () => {
    const given = getCurrentScope().clone().setTag('given', 1);
    later.startSpan({ name: 'a' }, () => getCurrentScope().setTag('inside', 1));
    later.startSpan({ name: 'a', scope: given }, () => expect(getCurrentScope().getScopeData().tags).toEqual({ given: 1 }));
    expect(getCurrentScope().getScopeData().tags).toEqual({});
  });

  it('say once that nothing is recorded, and what they cannot take', () => {
    for (const _again of [1, 2]) later.startSpan({ name: 'a' }, () => {});
    expect(later.startSpan(undefined as never, () => 'ran')).toBe('ran');
    expect(said()).toEqual(['V040 startSpan', 'V020 startSpan']);
  });

  it('have every method of a span, each handing back the span', () => {
    later.startSpan({ name: 'a' }, span => {
      expect(
        span.setAttribute('a', 1).setAttributes({ b: 2 }).setStatus({ code: 2 }).updateName('b').addEvent('c').addLink({}).addLinks([]),
      ).toBe(span);
      expect([span.end(), span.recordException(new Error('a'))]).toEqual([undefined, undefined]);
    });
  });
});

it('nothing here throws, whatever it is given', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const hostile of [proxy, Symbol('s'), null, 7, { toString: null }] as never[]) {
    expect(later.startSpan(hostile, () => 'ran')).toBe('ran');
    expect(later.startSpanManual(hostile, () => 'ran')).toBe('ran');
    expect(later.startInactiveSpan(hostile).isRecording()).toBe(false);
    expect(later.startSpan({ name: 'a', parentSpan: hostile, scope: hostile }, () => 'ran')).toBe('ran');
    expect(typeof later.captureFeedback(hostile, hostile, hostile)).toBe('string');
    client.addIntegration(later.kafkaIntegration(hostile));
  }
});

describe('what has no effect yet', () => {
  it('feedback names what it cannot take', () => {
    later.captureFeedback({} as never);
    expect(said()).toEqual(['V020 captureFeedback']);
  });

  it('names of Sentry that set something up run or hand back what they are given, and say so', () => {
    const given = { chat() {} };
    const wrappers = Object.entries({ ...core, ...later }).filter(([name]) =>
      /^instrument(?:.*AiClient|GoogleGenAI|LangChain|LangGraph|StateGraph|CreateReact|PostgresJs)/.test(name),
    );
    expect(wrappers.length).toBe(11);
    for (const [, wrap] of wrappers) expect((wrap as (given: object) => object)(given)).toBe(given);
    expect(core.createLangChainCallbackHandler()).toEqual({});
    later.profiler.startProfiler();
    later.profiler.stopProfiler();
    expect(said()).toEqual([...wrappers.map(([name]) => `V040 ${name}`), 'V040 createLangChainCallbackHandler', 'V040 profiler']);
    warn.mockClear();
    const watching = later.anrIntegration({ captureStackTrace: true });
    watching.startWorker();
    watching.stopWorker();
    expect(later.getAutoPerformanceIntegrations()).toEqual([]);
    expect(later.initOpenTelemetry(client)).toBeUndefined();
    expect(later.disableAnrDetectionForCallback(() => 'ran')).toBe('ran');
    expect(said()).toEqual(['V040 getAutoPerformanceIntegrations', 'V040 initOpenTelemetry', 'V040 disableAnrDetectionForCallback']);
  });
});

describe('names of Sentry about spans', () => {
  it('say what a span without recording knows', () => {
    later.startSpan({ name: 'a' }, span => {
      const { traceId, spanId } = span.spanContext();
      expect(core.spanToJSON(span)).toEqual({ trace_id: traceId, span_id: spanId, start_timestamp: 0, data: {} });
      expect(core.spanToTraceHeader(span)).toBe(`${traceId}-${spanId}`);
      expect(core.spanToBaggageHeader(span)).toContain(`sentry-trace_id=${traceId}`);
      expect([core.getRootSpan(span), ...core.getSpanDescendants(span)]).toEqual([span, span]);
      expect([core.updateSpanName(span, 'b'), core.setHttpStatus(span, 500)]).toEqual([undefined, undefined]);
    });
    expect([200, 404, 418, 503, 599, 0].map(status => core.getSpanStatusFromHttpCode(status).message)).toEqual([
      undefined,
      'not_found',
      'invalid_argument',
      'unavailable',
      'internal_error',
      'internal_error',
    ]);
  });

  it('that would record say so once', () => {
    for (const _again of [1, 2]) {
      core.setMeasurement('lcp', 3, 'millisecond');
      core.setConversationId('c');
    }
    expect(said()).toEqual(['V040 setMeasurement', 'V040 setConversationId']);
  });
});
