import * as Vigil from '@vigil/express';
import express from 'express';
import { enqueue } from './jobs.mjs';
import { charge, HttpError, mailReceipt, orders, refund, StockLocked } from './shop.mjs';

/** Mounted at `/shops/:shop/orders`; events are called by the whole path. */
export const router = express.Router({ mergeParams: true });

router.param('id', (request, _response, next, id) => {
  request.order = orders.get(id);
  next(request.order ? undefined : new HttpError(404, `there is no order ${id}`));
});

router.get('/:id', (request, response) => response.json(request.order));

router.post('/', express.json(), (request, response) => {
  if (!request.body?.items?.length) throw new HttpError(400, 'an order needs items');
  response.status(201).json({ id: '1003' });
});

// Nobody catches what this rejects with: Express hands it to the error handler, which answers 502, and that is reported.
router.post('/:id/pay', async (request, response) => {
  await charge(request.order);
  response.json({ paid: true });
});

router.post('/:id/pack', () => {
  throw new StockLocked();
});

// A failure that the service copes with is no failed request. It is reported because we say so.
router.post('/:id/refund', async (request, response) => {
  try {
    await refund(request.order);
    response.json({ refunded: true });
  } catch (error) {
    Vigil.captureException(error, { level: 'warning', tags: { order: request.order.id } });
    response.status(202).json({ refunded: 'tomorrow' });
  }
});

// The job runs when the request is long over, called by a timer that belongs to nobody. `bind` lets it keep the request's context.
router.post('/:id/receipt', ({ order }, response) => {
  const job = Vigil.getCurrentHub().bind(() =>
    mailReceipt(order).catch(error => Vigil.captureException(error, { tags: { order: order.id } })),
  );
  enqueue(job);
  response.status(202).json({ receipt: 'on its way' });
});
