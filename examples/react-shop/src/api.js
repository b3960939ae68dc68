// Requests carry the trace of the page by themselves: what fails at the service is found beside what failed here.
export async function payOrder(id) {
  const response = await fetch(`/shops/7/orders/${id}/pay`, { method: 'POST', headers: { authorization: 'Bearer token-ada' } });
  const { error, report } = await response.json();
  if (!response.ok) throw Object.assign(new Error(error), { name: 'ApiError', status: response.status, report });
}
