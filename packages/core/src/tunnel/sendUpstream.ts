import { SDK_VERSION } from '../base/version';
import { within } from '../base/within';
import { type DsnComponents, envelopeUrl } from '../wire/dsn';
import { readStream } from './readStream';
import type { TunnelAnswer, TunnelFetch, UpstreamResponse } from './tunnelTypes';

/** What a server says of an envelope is short: 64 KiB. */
const MAX_ANSWER_BYTES = 65_536;
/** What a client obeys. Nothing else of an answer is passed back: its body would be content of another host's on the application's own. */
const PASSED_BACK = ['retry-after', 'x-sentry-rate-limits'];

export interface Upstream {
  fetch: TunnelFetch;
  timeoutMs: number;
}

/** Sends an envelope to the project of `dsn` and nowhere else: a redirect is not followed. Never rejects. */
export async function sendUpstream(
  dsn: DsnComponents,
  body: Uint8Array,
  headers: Record<string, string>,
  { fetch, timeoutMs }: Upstream,
): Promise<TunnelAnswer> {
  const send = async (): Promise<TunnelAnswer> => {
    const url = envelopeUrl(dsn, `vigil.javascript.tunnel/${SDK_VERSION}`);
    const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal: AbortSignal.timeout?.(timeoutMs) });
    await drained(answer);
    return passedBack(answer);
  };
  return within(send(), timeoutMs).catch((error: unknown) =>
    error === undefined || (error as Error | null)?.name === 'TimeoutError'
      ? failure(504, 'the server did not answer in time')
      : failure(502, 'the server could not be reached'),
  );
}

/** An unread body holds its connection. What becomes of it does not matter: the status is known. */
async function drained({ body }: UpstreamResponse): Promise<void> {
  if (body) await readStream(body, MAX_ANSWER_BYTES).catch(() => {});
}

function passedBack({ status, headers }: UpstreamResponse): TunnelAnswer {
  if (status < 200 || status >= 600 || (status >= 300 && status < 400)) return failure(502, `the server answered ${status}`);
  const told = PASSED_BACK.flatMap(name => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status, headers: Object.fromEntries(told), text: '' };
}

function failure(status: number, text: string): TunnelAnswer {
  return { status, headers: {}, text };
}
