import type { ServerLoad } from '@sveltejs/kit';

export const load: ServerLoad = async ({ params }) => {
  throw new Error(`page ${params['id']} fails`);
};
