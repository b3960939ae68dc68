import { headersOf } from '../transport/headersPerSend';
import type { HeaderSource } from '../wire/envelopeTypes';
import type { ProbeAnswer, ProbeRequest } from './diagnosisTypes';

interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  text(): PromiseLike<string>;
}
type Fetch = (url: string, init: Record<string, unknown>) => PromiseLike<Answer>;

/** One request by the client's `fetch`, or the runtime's. It says neither address nor certificate. */
export async function probeByFetch({ url, method, body, timeoutMs, options }: ProbeRequest): Promise<ProbeAnswer> {
  const { fetch = (globalThis as { fetch?: unknown }).fetch, headers, fetchOptions } = options;
  const answer = await (fetch as Fetch)(url, {
    method,
    body,
    headers: await headersOf(headers as HeaderSource | undefined),
    redirect: 'manual',
    signal: AbortSignal.timeout?.(timeoutMs),
    ...(fetchOptions as object),
  });
  return { status: answer.status, header: name => answer.headers.get(name), body: (await answer.text()).slice(0, 2_000) };
}
