import { createFileRoute, notFound, redirect } from '@tanstack/react-router';
import { createServerFn } from '@tanstack/react-start';

const load = createServerFn()
  .validator((id: string) => id)
  .handler(async ({ data: id }) => {
    if (id === '4') throw notFound();
    if (id === '0') throw redirect({ href: '/orders/0' });
    if (id === '8') throw new Error(`function ${id} fails`);
    return id;
  });

export const Route = createFileRoute('/pages/$id')({
  loader: async ({ params: { id } }) => {
    if (id === '7') throw new Error(`page ${id} fails`);
    return load({ data: id });
  },
  component: () => <p>page</p>,
});
