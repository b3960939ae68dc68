import { carrier } from '../base/carrier';
import type { Client } from '../client/clientTypes';
import { Hub } from '../scope/hub';
import { type DsnComponents, formatDsn, nameOfDsn } from '../wire/dsn';
import { dsnsOf } from '../wire/dsnsOf';
import type { Check, Finding } from './diagnosisTypes';

const isGood = (value: DsnComponents | undefined): value is DsnComponents => value !== undefined;

/** What the client sends to, and whether it does. */
export function checkDsns(client: Client): Check[] {
  const dsns = dsnsOf(client.getOptions().dsn);
  const fix = "copy it from the project's settings: https://<key>@<host>/<project>";
  if (!dsns.length)
    return [{ id: 'dsn', status: 'fail', message: 'none is given, nothing is reported', fix: `set dsn or SENTRY_DSN; ${fix}` }];
  const checks = dsns.map((dsn, at): Check => {
    const name = dsns.length > 1 ? `dsn[${at}] ` : '';
    if (!dsn) return { id: 'dsn', status: 'fail', message: `${name}cannot be read`, fix };
    return { id: 'dsn', status: 'ok', message: `${name}names ${formatDsn({ ...dsn, publicKey: '<key>' })}` };
  });
  const off: Check = {
    id: 'dsn',
    status: 'warn',
    message: 'the client is disabled, nothing is reported',
    fix: 'leave enabled: false out, and do not close the client',
  };
  return dsns.some(isGood) && !client.isEnabled() ? [...checks, off] : checks;
}

/** A context set here must be there after an `await`. */
export async function checkContext(): Promise<Finding> {
  const { port } = carrier();
  const fix = 'give init({ AsyncLocalStorage }), or carry it by hand: hub.run and hub.bind';
  if (!port) return { status: 'warn', message: 'there is no async context: after an await the user of a request is not known', fix };
  const hub = new Hub();
  const found = await port.run(hub, async () => {
    await undefined;
    return port.get();
  });
  if (found === hub) return { status: 'ok', message: 'is kept across await' };
  return { status: 'fail', message: 'is lost across await', fix };
}

export function checkRelease(client: Client): Finding {
  const { release } = client.getOptions();
  if (release) return { status: 'ok', message: release };
  return {
    status: 'warn',
    message: 'none is set: no source maps by release, no sessions, no regressions',
    fix: "set release or SENTRY_RELEASE, such as the commit's hash",
  };
}

/** What waits, and what was lost so far. */
export function checkQueue(client: Client): Finding {
  const { pending, outcomes, queueBytes, lastError } = client.stats();
  const waiting = Object.values(pending).reduce((sum, count) => sum + count, 0);
  const lost = new Map<string, number>();
  for (const counts of Object.values(outcomes)) {
    for (const [status, count = 0] of Object.entries(counts)) {
      if (LOST.includes(status)) lost.set(status, (lost.get(status) ?? 0) + count);
    }
  }
  const down = (client.routes?.() ?? []).flatMap(({ dsn, isDown }) => (isDown() ? nameOfDsn(dsn) : []));
  const message = `${waiting} waiting (${queueBytes} bytes)${down.length ? `, asked once in 30 s: ${down.join(', ')}` : ''}`;
  if (!lost.size)
    return down.length
      ? { status: 'warn', message, fix: 'docs/delivery.md says what a server that is down comes to' }
      : { status: 'ok', message };
  const told = [...lost].map(([status, count]) => `${count} ${status}`).join(', ');
  return { status: 'warn', message: `${message}; lost so far: ${told}${lastError ? ` (${lastError})` : ''}`, fix: MEND };
}

const LOST = ['rate_limited', 'queue_overflow', 'too_large', 'refused', 'network_error', 'internal_error'];
const MEND = 'docs/troubleshooting.md says of each what to do';
