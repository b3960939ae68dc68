import { instrumentFetch } from '@vigil/react';

// Requests carry the trace of the page: what fails at the service is found beside what failed here.
const fetch = instrumentFetch();

export async function payOrder(id) {
  const response = await fetch(`/shops/7/orders/${id}/pay`, { method: 'POST', headers: { authorization: 'Bearer token-ada' } });
  const { error, report } = await response.json();
  if (!response.ok) throw Object.assign(new Error(error), { name: 'ApiError', status: response.status, report });
}
