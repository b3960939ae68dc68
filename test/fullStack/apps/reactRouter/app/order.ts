import * as Vigil from '@vigil/node';

export async function loader({ params }: { params: { id: string } }) {
  Vigil.setUser({ id: `u${params.id}` });
  await new Promise(resolve => setTimeout(resolve, 10));
  if (params.id === '0') return new Response('ok');
  throw new Error(`order ${params.id} fails`);
}
