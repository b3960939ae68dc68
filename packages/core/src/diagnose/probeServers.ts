import { peek } from '../base/guards';
import { safely } from '../base/safely';
import { SDK_VERSION } from '../base/version';
import { within } from '../base/within';
import type { Client } from '../client/clientTypes';
import { type DsnComponents, envelopeUrl, formatDsn } from '../wire/dsn';
import { dsnsOf } from '../wire/dsnsOf';
import { serializeEnvelope } from '../wire/envelope';
import type { Envelope } from '../wire/envelopeTypes';
import type { Check, DiagnosePlatform, ProbeAnswer } from './diagnosisTypes';
import { readAnswer } from './readAnswer';

/** Asks the server of each DSN, or the tunnel, at once. Nobody else is asked anything. */
export async function probeServers(client: Client, platform: DiagnosePlatform, timeoutMs: number): Promise<Check[]> {
  const { tunnel, dsn } = client.getOptions();
  const dsns = dsnsOf(dsn).filter(each => each !== undefined);
  const asked = tunnel ? dsns.slice(0, 1) : dsns;
  return (await Promise.all(asked.map(dsn => probeServer(client, platform, dsn, timeoutMs)))).flat();
}

async function probeServer(client: Client, platform: DiagnosePlatform, dsn: DsnComponents, timeoutMs: number): Promise<Check[]> {
  const { tunnel, transport, transportOptions: options = {}, deps } = client.getOptions();
  const now = deps?.now ?? Date.now;
  const url = envelopeUrl(dsn, `${client.sdk.name}/${SDK_VERSION}`, tunnel);
  const envelope: Envelope = [{ sent_at: new Date(now()).toISOString(), sdk: client.sdk, dsn: formatDsn(dsn) }, []];
  const ask = (): Promise<ProbeAnswer> =>
    transport && transport !== platform.transport
      ? handOver(client, envelope)
      : platform.probe({ url, method: 'POST', body: String(serializeEnvelope(envelope)), timeoutMs, options });
  const sentAt = now();
  const answer = await answerWithin(timeoutMs * 0.8, ask());
  const checks = readAnswer({ url, sentAt, answeredAt: now(), isTunnel: !!tunnel, unreachable: platform.unreachable }, answer);
  if (transport || tunnel || answer.status === undefined) return checks;
  const relay = await relayAt(url, platform, { timeoutMs, options });
  return checks.map(each => (each.id === 'http' ? { ...each, message: `${each.message}${relay}` } : each));
}

/** One that is late does not take the others' time. */
function answerWithin(ms: number, answer: Promise<ProbeAnswer>): Promise<ProbeAnswer> {
  return within(answer, ms).catch((error: unknown): ProbeAnswer => ({ error: error ?? new Error(`no answer within ${ms} ms`) }));
}

/** A transport of the application's own goes where it goes. */
async function handOver(client: Client, envelope: Envelope): Promise<ProbeAnswer> {
  const response = await client.getTransport()?.send(envelope);
  const headers = peek(response, 'headers');
  const header = (name: string) => peek(headers, name) as string | undefined;
  return { status: peek(response, 'statusCode') as number | undefined, header, isOwn: true };
}

/** What is worth saying of a Relay in front of the server, which has a page of its own about its health. */
async function relayAt(
  url: string,
  { probe }: DiagnosePlatform,
  rest: { timeoutMs: number; options: Record<string, unknown> },
): Promise<string> {
  const health = url.replace(/api\/\d+\/envelope\/\?.*/, 'api/relay/healthcheck/live/');
  const { status, body = '' } = await answerWithin(rest.timeoutMs * 0.1, probe({ url: health, method: 'GET', ...rest }));
  const isHealthy = safely(() => peek(JSON.parse(body), 'is_healthy'));
  if (isHealthy === undefined) return '';
  // it takes whatever holds no item, without a look at the key
  return isHealthy ? '; a Relay, which looks at the key of real events alone: testEvent: true' : `; a Relay that is not well (${status})`;
}
