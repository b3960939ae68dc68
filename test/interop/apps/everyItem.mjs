// One of every item an application can make this SDK send.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

class PaymentError extends Error {
  code = 'card_declined';
}
Vigil.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1.4.0', environment: 'interop', ignoreErrors: ['expected'] });
Vigil.setUser({ id: 'ann' });
Vigil.setTag('tenant', 't1');
Vigil.addBreadcrumb({ category: 'checkout', message: 'code applied', data: { code: 'SAVE20' } });

const cause = new RangeError('the bank said no');
Vigil.captureException(new PaymentError('card declined', { cause }), { contexts: { billing: { amount: 4200 } } });
Vigil.captureMessage('stock ran low', { level: 'warning', tags: { sku: 'tea' } });
Vigil.captureException('only a text');
Vigil.captureException(new Error('expected, so only the client report tells of it'));
Vigil.captureException(new Error('with files'), {
  attachments: [
    { filename: 'order.json', data: '{"id":\n1001}', contentType: 'application/json' },
    { filename: 'raw.bin', data: new Uint8Array([0, 10, 255, 13, 10, 128]) },
    { filename: 'empty.txt', data: '', contentType: 'text/plain' },
  ],
});
Vigil.startSession();
Vigil.endSession();

const sendByHand = (type, payload) =>
  Vigil.getClient().sendEnvelope(Vigil.createEnvelope({ sent_at: new Date().toISOString() }, [[{ type }, payload]]));
const feedback = { message: 'the button is dead', name: 'Ann', associated_event_id: Vigil.lastEventId() };
sendByHand('check_in', { check_in_id: 'f'.repeat(32), monitor_slug: 'nightly', status: 'ok', duration: 1.5 });
sendByHand('feedback', { event_id: 'e'.repeat(32), timestamp: Date.now() / 1000, platform: 'node', contexts: { feedback } });
sendByHand('user_report', { event_id: Vigil.lastEventId(), name: 'Ann', email: 'ann@example.com', comments: 'it broke' });

// what the minute's requests came to leaves as one `sessions` item
const server = createServer((_request, response) => response.end('ok')).listen(0, '127.0.0.1', async () => {
  await (await fetch(`http://127.0.0.1:${server.address().port}/`)).text();
  server.close();
  const delivered = await Vigil.close(5000);
  const { outcomes } = Vigil.getClient().stats();
  console.log(JSON.stringify({ delivered, outcomes }));
});
