import * as Vigil from '@vigil/fastify';
import { enqueue } from './jobs.mjs';
import { charge, HttpError, mailReceipt, orders, refund, StockLocked } from './shop.mjs';

const newOrder = {
  body: { type: 'object', required: ['items'], properties: { items: { type: 'array', minItems: 1 } } },
};

/** A plugin, registered with the prefix `/shops/:shop/orders`; events are called by the whole path. */
export async function orderRoutes(app) {
  app.decorateRequest('order', null);
  app.addHook('preHandler', async request => {
    const { id } = request.params;
    request.order = orders.get(id);
    if (id && !request.order) throw new HttpError(404, `there is no order ${id}`);
  });

  app.get('/:id', async request => request.order);

  // what the schema refuses is answered with 400 by Fastify
  app.post('/', { schema: newOrder }, async (_request, reply) => reply.code(201).send({ id: '1003' }));

  // Nobody catches what this rejects with: the error handler answers 502, and that is reported.
  app.post('/:id/pay', async request => {
    await charge(request.order);
    return { paid: true };
  });

  app.post('/:id/pack', async () => {
    throw new StockLocked();
  });

  // A failure that the service copes with is no failed request. It is reported because we say so.
  app.post('/:id/refund', async ({ order }, reply) => {
    try {
      await refund(order);
      return { refunded: true };
    } catch (error) {
      Vigil.captureException(error, { level: 'warning', tags: { order: order.id } });
      return reply.code(202).send({ refunded: 'tomorrow' });
    }
  });

  // The job runs when the request is long over, called by a timer that belongs to nobody. `bind` lets it keep the request's context.
  app.post('/:id/receipt', async ({ order }, reply) => {
    const job = Vigil.getCurrentHub().bind(() =>
      mailReceipt(order).catch(error => Vigil.captureException(error, { tags: { order: order.id } })),
    );
    enqueue(job);
    return reply.code(202).send({ receipt: 'on its way' });
  });
}
