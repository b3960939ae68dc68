import { messageOf } from '../base/messageOf';
import { LONGEST_MS, startTimer } from '../base/timer';
import type { Client } from '../client/clientTypes';
import { getCurrentHub } from '../scope/hub';
import { checkContext, checkDsns, checkQueue, checkRelease } from './checkClient';
import type { Check, CheckId, DiagnoseOptions, DiagnosePlatform, Diagnosis, Finding } from './diagnosisTypes';
import { diagnosisOf } from './formatDiagnosis';
import { probeServers } from './probeServers';
import { sendTestEvent } from './sendTestEvent';

const NETWORK: CheckId[] = ['dns', 'tls', 'http', 'clock', 'limits'];
const OFF: Finding = { status: 'skipped', message: 'the client is disabled' };

/** What `diagnose` does, with what a platform knows. Never rejects, and never takes longer than `timeoutMs`. */
export async function runDiagnosis(options: DiagnoseOptions | undefined, platform: DiagnosePlatform): Promise<Diagnosis> {
  const client = getCurrentHub().getClient();
  if (!client) {
    const fix = 'call init({ dsn }) before, in this process';
    return diagnosisOf([{ id: 'dsn', status: 'fail', message: 'there is no client', fix }]);
  }
  const { network = true, testEvent = false, timeoutMs: given = 5_000 } = options ?? {};
  const timeoutMs = given >= 0 ? Math.min(given, LONGEST_MS) : 5_000;
  const begun = Date.now();
  const { late, stop } = startLate(timeoutMs);
  const look = async (id: CheckId, check: () => Finding | Promise<Finding>): Promise<Check> => {
    const run = async () => check();
    const unknown = (error: unknown): Finding => ({ status: 'skipped', message: `could not be looked at (${messageOf(error)})` });
    const tooLate = late.then(
      (): Finding => ({ status: 'fail', message: `not known after ${timeoutMs} ms`, fix: 'give it more timeoutMs' }),
    );
    return { id, ...(await Promise.race([run().catch(unknown), tooLate])) };
  };
  const servers = network ? serverChecks(client, platform, timeoutMs, late) : Promise.resolve(notLooked('network: false'));
  const checks = await Promise.all([
    servers,
    look('init-order', () => (client.isEnabled() ? platform.initOrder(client) : OFF)),
    look('adapter', () => platform.adapter(client)),
    look('context', () => (client.isEnabled() ? (platform.context ?? checkContext)() : OFF)),
    look('release', () => checkRelease(client)),
    look('spool', () => platform.spool(client)),
    look('queue', async () =>
      testEvent && client.isEnabled() ? sendTestEvent(client, begun + timeoutMs * 0.9, servers) : checkQueue(client),
    ),
  ]);
  stop();
  return diagnosisOf([...checkDsns(client), ...checks.flat()]);
}

function startLate(timeoutMs: number): { late: Promise<void>; stop(): void } {
  let stop = (): void => {};
  const late = new Promise<void>(resolve => {
    stop = startTimer(resolve, timeoutMs);
  });
  return { late, stop: () => stop() };
}

function notLooked(message: string): Check[] {
  return NETWORK.map(id => ({ id, status: 'skipped', message }));
}

async function serverChecks(client: Client, platform: DiagnosePlatform, timeoutMs: number, late: Promise<void>): Promise<Check[]> {
  // what was told to send nothing sends nothing
  if (!client.isEnabled()) return notLooked(OFF.message);
  const overdue = late.then((): Check[] =>
    NETWORK.map(id =>
      id === 'http'
        ? { id, status: 'fail', message: `no answer within ${timeoutMs} ms`, fix: 'check the network, or give it more timeoutMs' }
        : { id, status: 'skipped', message: `no answer within ${timeoutMs} ms` },
    ),
  );
  const failed = (error: unknown): Check[] => notLooked(`could not be looked at (${messageOf(error)})`);
  return Promise.race([probeServers(client, platform, timeoutMs).catch(failed), overdue]);
}
