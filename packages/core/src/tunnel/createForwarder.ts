import { isObject } from '../base/guards';
import { hasOwn } from '../base/lists';
import { safely } from '../base/safely';
import { warnAnyway } from '../scope/warnAnyway';
import { type DsnComponents, parseDsn } from '../wire/dsn';
import { identityOf, listDsns } from './listDsns';
import { isReadable, readHeaderLine } from './readHeaderLine';
import { sendUpstream } from './sendUpstream';
import type { TunnelAnswer, TunnelFetch, TunnelOptions, TunnelRequest } from './tunnelTypes';

/** 2 MiB. */
const MAX_BYTES = 2_097_152;
const TIMEOUT_MS = 5_000;
/** A server may go by these (allowed origins, which browser); nothing else of a request goes along, neither cookies nor authorization. */
const PASSED_ON = ['user-agent', 'origin'];

/**
 * What every tunnel does, whatever its server's requests look like (protocol 26): an envelope whose header names a listed DSN goes on
 * to the project of that entry, and the answer comes back. Never rejects.
 */
export function createForwarder(options: TunnelOptions): (request: TunnelRequest) => Promise<TunnelAnswer> {
  const listed = listDsns(options?.dsns);
  const maxBytes = countOf(options, 'maxBytes', MAX_BYTES);
  const timeoutMs = countOf(options, 'timeoutMs', TIMEOUT_MS);

  async function forward(request: TunnelRequest): Promise<TunnelAnswer> {
    if (!listed.size) return refusal(403, 'this tunnel has no DSN');
    if (request.method !== 'POST') return refusal(405, 'POST alone', { allow: 'POST' });
    if (Number(request.header('content-length')) > maxBytes) return refusal(413, 'the envelope is too large');
    const encoding = encodingOf(request);
    if (!isReadable(encoding)) return refusal(415, 'an envelope is sent as it is, or by gzip or deflate');
    const body = await request.read(maxBytes);
    if (!body) return refusal(413, 'the envelope is too large');
    const text = dsnIn((await readHeaderLine(body, encoding)) ?? '');
    if (text === undefined) return refusal(400, 'the first line is no envelope header with a DSN');
    const named = parseDsn(text);
    // where it goes is what the list says: of what the header says nothing gets into the address
    const dsn: DsnComponents | undefined = named && listed.get(identityOf(named));
    if (!dsn) return refusal(403, 'the DSN is none of this tunnel');
    const fetch = (options.fetch ?? (globalThis as { fetch?: unknown }).fetch) as TunnelFetch;
    return sendUpstream(dsn, body, headersOf(request, encoding, options.forwardIp === true), { fetch, timeoutMs });
  }
  return request => forward(request).catch(() => refusal(400, 'the request cannot be read'));
}

function refusal(status: number, text: string, headers: Record<string, string> = {}): TunnelAnswer {
  return { status, headers: { 'content-type': 'text/plain;charset=utf-8', ...headers }, text };
}

function encodingOf(request: TunnelRequest): string {
  const encoding = (request.header('content-encoding') ?? '').trim().toLowerCase();
  return encoding === 'identity' ? '' : encoding;
}

/** Its own property and a text: what a header inherits, or holds in place of a text, names no project. */
function dsnIn(line: string): string | undefined {
  const header = safely((): unknown => JSON.parse(line));
  if (!isObject(header) || !hasOwn(header, 'dsn')) return undefined;
  const { dsn } = header;
  return typeof dsn === 'string' ? dsn : undefined;
}

function headersOf(request: TunnelRequest, encoding: string, withIp: boolean): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/x-sentry-envelope' };
  if (encoding) headers['content-encoding'] = encoding;
  for (const name of withIp ? [...PASSED_ON, 'x-forwarded-for'] : PASSED_ON) {
    const value = request.header(name);
    if (value) headers[name] = value;
  }
  return headers;
}

function countOf(options: TunnelOptions, key: 'maxBytes' | 'timeoutMs', fallback: number): number {
  const value: unknown = options?.[key];
  if (value === undefined) return fallback;
  if (typeof value === 'number' && value > 0) return value;
  warnAnyway('V007', `createTunnel.${key}`, typeof value);
  return fallback;
}
