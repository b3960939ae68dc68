import {
  addBreadcrumb,
  captureCheckIn,
  captureException,
  captureMessage,
  continueTrace,
  createRequestCounts,
  endSession,
  logger,
  metrics,
  setContext,
  setExtra,
  setTag,
  setUser,
  startSession,
  withScope,
} from '@vigil/core';
import { decodeEnvelope } from '@vigil/testkit';
import { CountedHub } from './countedHub';
import { createWireKit, errorAt, type WireKit } from './wireKit';

class PaymentError extends Error {
  override name = 'PaymentError';
  code = 'card_declined';
}

/** Each leaves one envelope; the file of the same name under golden/ holds it. */
type Case = () => Promise<Uint8Array>;

/** The last envelope of `type` that the client sends for all that `acts` do in it, one after the other. */
async function last(kit: WireKit, acts: Array<() => unknown>, type = 'event'): Promise<Uint8Array> {
  // without async context `run` covers what is synchronous
  for (const act of acts) await kit.client.run(act);
  await kit.client.flush();
  return kit
    .sent()
    .filter(body => decodeEnvelope(body).items[0]?.headers['type'] === type)
    .at(-1)!;
}

const declined = (): Error => errorAt(new PaymentError('card declined'), 'pay (/srv/shop/pay.js:10:5)', 'handle (/srv/shop/server.js:3:7)');

const errorWithCauses: Case = () => {
  const socket = errorAt(new Error('socket closed'), 'Socket.end (node:net:100:1)');
  const gateway = errorAt(
    new AggregateError([errorAt(new TypeError('no route'), 'route (/srv/shop/route.js:1:1)'), socket], 'gateways failed'),
  );
  const error = errorAt(
    new PaymentError('cannot pay', { cause: gateway }),
    'pay (/srv/shop/pay.js:12:9)',
    'handle (/srv/shop/server.js:3:7)',
  );
  return last(createWireKit(), [() => captureException(error)]);
};

const messageWithTags: Case = () =>
  last(createWireKit(), [
    () =>
      withScope(scope => {
        scope.setTags({ tenant: 't1', retries: 3, paid: false });
        captureMessage('payment_intent_retried', 'warning');
      }),
  ]);

const attachments: Case = () =>
  last(createWireKit(), [
    () =>
      captureException(declined(), {
        attachments: [
          { filename: 'note.txt', data: 'zwölf 🦊\nsecond line', contentType: 'text/plain' },
          { filename: 'dump.bin', data: new Uint8Array([0, 10, 13, 10, 123, 125, 255, 254, 10]), attachmentType: 'event.minidump' },
        ],
      }),
  ]);

const tunnel: Case = () => last(createWireKit({ tunnel: 'https://shop.invalid/monitor' }), [() => captureException(declined())]);

const clientReport: Case = () =>
  last(
    createWireKit({ beforeSend: () => null, ignoreErrors: ['ECONNRESET'] }),
    [() => captureException(declined()), () => captureException(new Error('read ECONNRESET')), () => captureMessage('dropped too')],
    'client_report',
  );

const debugIds: Case = async () => {
  const globals = globalThis as { _sentryDebugIds?: Record<string, string> };
  globals._sentryDebugIds = { 'Error\n    at /srv/shop/pay.js:1:1': '5b6a2b0e-6e0b-4c7e-9d63-0d8a5f3c1e42' };
  try {
    return await last(createWireKit(), [() => captureException(declined())]);
  } finally {
    delete globals._sentryDebugIds;
  }
};

const everythingOfAScope: Case = () => {
  const kit = createWireKit({ dist: '17', environment: 'staging', serverName: 'shop-1', service: 'orders' });
  const begin = () => {
    setUser({ id: 'u1', email: 'ann@example.com', plan: 'gold' });
    setTag('tenant', 't1');
    setContext('billing', { customer: 'cus_abc', subscription: 'sub_xyz' });
    setExtra('cart', [{ sku: 'a1', count: 2 }]);
    addBreadcrumb({ category: 'checkout', message: 'discount applied', level: 'info', data: { code: 'SAVE20' } });
  };
  const fail = () => {
    addBreadcrumb({
      type: 'http',
      category: 'http',
      data: { method: 'GET', url: 'https://api.invalid/stock', status_code: 503 },
      level: 'error',
    });
    captureException(declined(), { level: 'fatal', fingerprint: ['{{ default }}', 'payments'], tags: { attempt: 2 } });
  };
  return last(kit, [begin, () => kit.clock.advance(1_500), fail]);
};

const suppressedCounts: Case = () => {
  const kit = createWireKit({ budget: {} });
  const fail = (n: number) => captureException(errorAt(new Error(`loop ${n}`), 'pay (/srv/shop/pay.js:10:5)'));
  const flood = () => {
    for (let n = 0; n < 9; n++) fail(n);
  };
  return last(kit, [flood, () => kit.clock.advance(61_000), () => fail(9)]);
};

const continuedTrace: Case = () =>
  last(createWireKit(), [
    () =>
      continueTrace(
        {
          sentryTrace: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11-00f067aa0ba902b7-1',
          baggage:
            'other=1,sentry-trace_id=4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11,sentry-public_key=abc,sentry-release=web%401,sentry-sample_rand=0.25',
        },
        () => captureException(declined()),
      ),
  ]);

const scrubbedAndCut: Case = () =>
  last(createWireKit(), [
    () => addBreadcrumb({ message: 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' }),
    () =>
      captureException(declined(), {
        extra: { password: 'hunter2', payload: 'x'.repeat(20_000), link: 'https://a:b@shop.invalid/?token=1&page=2' },
      }),
  ]);

const session: Case = () => {
  const kit = createWireKit();
  const acts = [() => startSession({ did: 'device' }), () => captureException(declined()), () => kit.clock.advance(1_500), endSession];
  return last(kit, acts, 'session');
};

const sessionAggregates: Case = () => {
  const kit = createWireKit({ environment: 'staging' });
  const counts = createRequestCounts(kit.client);
  const serve = (act: () => unknown = () => {}) => {
    const request = new CountedHub(kit.client, counts);
    request.run(act);
    counts.end(request, kit.clock.now());
  };
  const crash = () => captureException(declined(), { mechanism: { type: 'auto.http', handled: false } });
  const acts = [serve, () => serve(crash), () => kit.clock.advance(59_000), serve, () => serve(() => captureException(declined()))];
  return last(kit, [...acts, () => kit.clock.advance(30_000)], 'sessions');
};

const checkIn: Case = () =>
  last(
    createWireKit(),
    [
      () =>
        captureCheckIn(
          { monitorSlug: 'nightly', status: 'ok', checkInId: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11', duration: 12.5 },
          { schedule: { type: 'crontab', value: '0 3 * * *' }, checkinMargin: 5, maxRuntime: 30, timezone: 'Europe/Berlin' },
        ),
    ],
    'check_in',
  );

const logs: Case = () =>
  last(
    createWireKit(),
    [
      () => setUser({ id: 'u1' }),
      () =>
        continueTrace({ sentryTrace: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11-a1b2c3d4e5f60718-1' }, () =>
          logger.warn(logger.fmt`slow query: ${812} ms`, { table: 'orders', cached: false, share: 0.5, password: 'hunter2' }),
        ),
      () => logger.info('done', { ids: ['a', 'b'], took: { value: 1.5, unit: 'second' }, nested: { a: [1] } }),
    ],
    'log',
  );

const measurements: Case = () =>
  last(
    createWireKit(),
    [
      () => metrics.count('orders'),
      () => metrics.gauge('queue.depth', 12),
      () => metrics.distribution('checkout.time', 182.5, { unit: 'millisecond', attributes: { tier: 'pro' } }),
    ],
    'trace_metric',
  );

export const CASES: Record<string, Case> = {
  'error-with-causes': errorWithCauses,
  'message-with-tags': messageWithTags,
  attachments,
  tunnel,
  'client-report': clientReport,
  'debug-ids': debugIds,
  'everything-of-a-scope': everythingOfAScope,
  'suppressed-counts': suppressedCounts,
  'continued-trace': continuedTrace,
  'scrubbed-and-cut': scrubbedAndCut,
  session,
  'session-aggregates': sessionAggregates,
  'check-in': checkIn,
  logs,
  metrics: measurements,
};
