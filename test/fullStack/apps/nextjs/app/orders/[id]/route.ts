import * as Vigil from '@vigil/node';

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  Vigil.setUser({ id: `u${id}` });
  await new Promise(resolve => setTimeout(resolve, 10));
  if (id === '0') return Response.json({ id });
  throw new Error(`order ${id} fails`);
}
