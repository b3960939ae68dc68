import { Exception } from '@adonisjs/core/exceptions';
import router from '@adonisjs/core/services/router';
import server from '@adonisjs/core/services/server';
import * as Vigil from '@vigil/node';

server.errorHandler(() => import('../app/exceptions/handler.ts'));
router.get('/orders/:id', async ({ params: { id } }) => {
  Vigil.setUser({ id: `u${id}` });
  await new Promise(resolve => setTimeout(resolve, 10));
  if (id === '0') return 'ok';
  if (id === '4') throw new Exception('no such order', { status: 404 });
  throw new Error(`order ${id} fails`);
});
