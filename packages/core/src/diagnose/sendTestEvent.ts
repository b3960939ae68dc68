import type { Client } from '../client/clientTypes';
import type { Check, Finding } from './diagnosisTypes';
import { explainStatus } from './explainStatus';

const ABOVE = 'mend what failed above first';

/**
 * One message by the way of all others: what becomes of it is what becomes of them. `until`: milliseconds since the epoch. `servers` is what
 * was found of those: of a status that is explained there, the body said more.
 */
export async function sendTestEvent(client: Client, until: number, servers: Promise<Check[]>): Promise<Finding> {
  const { consent, tunnel } = client.getOptions();
  if (consent === 'pending') {
    const fix = "call setConsent('granted') once it is given";
    return { status: 'warn', message: 'consent is pending: no test event, what is captured waits', fix };
  }
  const eventId = client.captureMessage('Vigil test event', 'info');
  const { status, by, httpStatus } = await client.outcome(eventId, { timeoutMs: Math.max(0, until - Date.now()) });
  const what = `test event ${eventId}`;
  if (status === 'sent') return { status: 'ok', message: `${what} was sent` };
  if (httpStatus && status !== 'rate_limited') {
    const isExplained = (await servers).some(
      each => each.id === 'http' && each.status === 'fail' && each.message.includes(`(${httpStatus}`),
    );
    if (isExplained) return { status: 'fail', message: `${what} was not taken (${httpStatus})`, fix: ABOVE };
    const { message, fix = 'see the status' } = explainStatus(what, httpStatus, '', !!tunnel);
    return { status: 'fail', message: message.replace(what, `${what} was not taken, for the server`), fix };
  }
  const isOwn = status === 'filtered' || status === 'sampled' || status === 'suppressed';
  return {
    status: isOwn ? 'warn' : 'fail',
    message: `${what} is ${status}${by ? ` by ${by}` : ''}`,
    fix: isOwn ? 'this is what the options say; change them if other messages should arrive' : ABOVE,
  };
}
