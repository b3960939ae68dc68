import { createFileRoute } from '@tanstack/react-router';
import * as Vigil from '@vigil/node';

export const Route = createFileRoute('/orders/$id')({
  server: {
    handlers: {
      GET: async ({ params: { id } }) => {
        Vigil.setUser({ id: `u${id}` });
        await new Promise(resolve => setTimeout(resolve, 10));
        if (id === '0') return new Response('ok');
        throw new Error(`order ${id} fails`);
      },
    },
  },
});
