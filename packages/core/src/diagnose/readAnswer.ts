import { safely } from '../base/safely';
import { updateRateLimits } from '../wire/rateLimits';
import type { Check, CheckId, Finding, ProbeAnswer } from './diagnosisTypes';
import { explainPage, explainStatus } from './explainStatus';
import { explainTls } from './explainTls';
import { type Failure, failureOf } from './failureOf';

/** Whom a probe was sent to, and when. Milliseconds since the epoch. */
export interface Probed {
  url: string;
  sentAt: number;
  answeredAt: number;
  isTunnel?: boolean;
  /** What to do where nothing answers, on a platform that is told no reason. */
  unreachable?: string | undefined;
}

const skipped = (message: string): Finding => ({ status: 'skipped', message });
const OWN = 'a transport of your own goes where it goes';
const MAX_SKEW_MS = 60_000;

/** What one answer, or none, says of name, certificate, server, clock and limits. */
export function readAnswer(probed: Probed, answer: ProbeAnswer): Check[] {
  const at = safely(() => new URL(probed.url));
  const failure = answer.error === undefined ? undefined : failureOf(answer.error);
  const findings: Array<[CheckId, Finding]> = at
    ? [
        ['dns', readDns(at, answer, failure)],
        ['tls', readTls(at, answer, failure)],
        ['http', readHttp(at.host, answer, failure, probed)],
        ['clock', readClock(probed, answer)],
        ['limits', readLimits(probed, answer)],
      ]
    : [['http', { status: 'fail', message: `tunnel is no full address: ${probed.url}`, fix: 'outside of a page it needs a host' }]];
  return findings.map(([id, finding]) => ({ id, ...finding }));
}

function readDns({ hostname }: URL, { proxy, address, isOwn }: ProbeAnswer, failure: Failure | undefined): Finding {
  if (isOwn) return skipped(OWN);
  if (failure?.kind === 'dns') {
    const isTemporary = failure.code === 'EAI_AGAIN';
    const message = `${proxy ?? hostname} ${isTemporary ? 'cannot be looked up, no name server answers' : 'is not known'} (${failure.code || failure.message})`;
    const fix = isTemporary
      ? 'check the network of this machine or container: name server, VPN, rules for outgoing traffic'
      : `check the host of the ${proxy ? 'proxy' : 'DSN'} for a slip, and whether this network knows it`;
    return { status: 'fail', message, fix };
  }
  if (/^[\d.]+$|^\[/.test(hostname)) return skipped(`${hostname} is an address`);
  if (proxy) return skipped(`the proxy ${proxy} looks ${hostname} up`);
  if (failure && !address && failure.kind !== 'tls' && failure.kind !== 'refused') return skipped('there was no answer');
  return { status: 'ok', message: `${hostname}${address ? ` is ${address}` : ' is known'}` };
}

function readTls({ protocol, host }: URL, { tls, status, isOwn }: ProbeAnswer, failure: Failure | undefined): Finding {
  if (isOwn) return skipped(OWN);
  if (protocol !== 'https:') return skipped(`${host} is spoken to in plain http`);
  if (failure?.kind === 'tls') return explainTls(host, failure);
  return status === undefined ? skipped('there was no connection') : { status: 'ok', message: tls ?? `${host} is trusted` };
}

function readHttp(
  host: string,
  { status, body = '', header, proxy }: ProbeAnswer,
  failure: Failure | undefined,
  { isTunnel, unreachable }: Probed,
): Finding {
  if (failure) return explainFailure(host, failure, proxy, unreachable);
  if (status === undefined) return { status: 'ok', message: 'a transport of your own took the envelope; it tells no status' };
  if (/^\s*<(!doctype|html)/i.test(body)) return explainPage(host, status);
  const detail = header?.('x-sentry-error') ?? header?.('location') ?? detailIn(body);
  return explainStatus(host, status, detail?.slice(0, 200), isTunnel);
}

/** Servers say why in JSON (protocol 6.1). */
function detailIn(body: string): string | undefined {
  const detail = safely((): unknown => (JSON.parse(body) as { detail?: unknown } | null)?.detail);
  return typeof detail === 'string' ? detail : undefined;
}

function explainFailure(
  host: string,
  { kind, code, message }: Failure,
  proxy: string | undefined,
  unreachable: string | undefined,
): Finding {
  if (kind === 'dns' || kind === 'tls') return skipped('there was no connection');
  const by = proxy ? ` by the proxy ${proxy}` : '';
  if (kind === 'refused') {
    const fix = `nothing listens there: check ${proxy ? 'the proxy' : 'host and port of the DSN'}, and whether the server runs`;
    return { status: 'fail', message: `${proxy ?? host} refuses the connection (${code || message})`, fix };
  }
  const what = kind === 'timeout' ? 'does not answer in time' : 'cannot be reached';
  // of an unknown host some runtimes (workerd) say no more than of a network that is down
  const check = kind === 'other' && !proxy ? 'check the host of the DSN for a slip; ' : '';
  const cause =
    unreachable ?? 'a firewall may drop what leaves: allow the host, name a proxy (https_proxy or transportOptions.proxy), or set tunnel';
  const fix = `${check}${cause}`;
  return { status: 'fail', message: `${host} ${what}${by} (${code || message})`, fix };
}

function readClock({ sentAt, answeredAt }: Probed, { header }: ProbeAnswer): Finding {
  const date = Date.parse(header?.('date') ?? '');
  if (!(date > 0)) return skipped('the server did not say what time it is');
  const skew = Math.round(((sentAt + answeredAt) / 2 - date) / 1_000);
  if (Math.abs(skew) * 1_000 <= MAX_SKEW_MS) return { status: 'ok', message: 'agrees with that of the server' };
  const message = `${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} the server`;
  return { status: 'warn', message, fix: 'set the clock of this machine (NTP): events would stand at another time' };
}

function readLimits({ answeredAt }: Probed, { status, header }: ProbeAnswer): Finding {
  if (status === undefined) return skipped('there was no answer');
  const headers = Object.fromEntries(['x-sentry-rate-limits', 'retry-after'].map(name => [name, header?.(name)]));
  const limits = Object.entries(updateRateLimits({}, { statusCode: status, headers }, answeredAt)).filter(
    ([, until]) => until > answeredAt,
  );
  if (!limits.length) return { status: 'ok', message: 'none told' };
  const told = limits.map(([category, until]) => `${category} for ${Math.ceil((until - answeredAt) / 1_000)} s`).join(', ');
  return {
    status: 'warn',
    message: `the server wants nothing of ${told}`,
    fix: 'raise the quota of the project, or send less: sampleRate, budget',
  };
}
