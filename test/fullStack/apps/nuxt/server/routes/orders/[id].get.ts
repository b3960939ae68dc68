import * as Vigil from '@vigil/node';

export default defineEventHandler(async event => {
  const id = getRouterParam(event, 'id');
  Vigil.setUser({ id: `u${id}` });
  await new Promise(resolve => setTimeout(resolve, 10));
  if (id === '0') return { id };
  if (id === '4') throw createError({ statusCode: 404 });
  throw new Error(`order ${id} fails`);
});
