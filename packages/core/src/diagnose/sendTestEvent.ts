import type { Client } from '../client/clientTypes';
import type { Finding } from './diagnosisTypes';
import { explainStatus } from './explainStatus';

/** One message by the way of all others: what becomes of it is what becomes of them. `until`: milliseconds since the epoch. */
export async function sendTestEvent(client: Client, until: number): Promise<Finding> {
  const eventId = client.captureMessage('Vigil test event', 'info');
  const { status, by, httpStatus } = await client.outcome(eventId, { timeoutMs: Math.max(0, until - Date.now()) });
  const what = `test event ${eventId}`;
  if (status === 'sent') return { status: 'ok', message: `${what} was sent` };
  if (httpStatus && status !== 'rate_limited') {
    const { message, fix = 'see the status' } = explainStatus(what, httpStatus);
    return { status: 'fail', message: message.replace(what, `${what} was not taken, for the server`), fix };
  }
  const isOwn = status === 'filtered' || status === 'sampled' || status === 'suppressed';
  return {
    status: isOwn ? 'warn' : 'fail',
    message: `${what} is ${status}${by ? ` by ${by}` : ''}`,
    fix: isOwn ? 'this is what the options say; change them if other messages should arrive' : 'mend what failed above first',
  };
}
