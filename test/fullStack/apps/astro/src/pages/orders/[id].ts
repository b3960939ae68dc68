import * as Vigil from '@vigil/node';
import type { APIRoute } from 'astro';

export const GET: APIRoute = async ({ params: { id } }) => {
  Vigil.setUser({ id: `u${id}` });
  await new Promise(resolve => setTimeout(resolve, 10));
  if (id === '0') return new Response('ok');
  if (id === '4') return new Response('none', { status: 404 });
  throw new Error(`order ${id} fails`);
};
