import { mergedHeaders, type TraceHeaders } from '@vigil/core';

/** What undici publishes of a request: headers are a flat array (version 6 on) or lines of text (5). */
export interface UndiciRequest {
  origin?: string | URL;
  path: string;
  /** The Host header, where one was given. */
  host?: string | null;
  method: string;
  headers?: unknown[] | string;
  contentLength?: number | null;
  addHeader?(name: string, value: string): unknown;
}

/**
 * Adds our headers to a request of undici's; a trace that is there stays as it is. Who listens after us, as OpenTelemetry's instrumentation
 * does where it is set up later, adds headers without a look at what is there, and a trace that is there twice is none to whoever reads it:
 * theirs takes the place of ours, and baggage is joined.
 */
export function addUndiciHeaders(request: UndiciRequest, ours: TraceHeaders): void {
  const { addHeader } = request;
  if (typeof addHeader !== 'function' || findHeader(request, 'sentry-trace') !== undefined) return;
  const added = mergedHeaders(ours, name => findHeader(request, name));
  for (const name of Object.keys(added)) {
    const value = added[name] as string;
    if (findHeader(request, name) === undefined) request.addHeader!(name, value);
    else replaceHeader(request, name, value);
  }
  request.addHeader = (name, value) => {
    const key = name.toLowerCase();
    if (!ours[key as keyof TraceHeaders]) return addHeader.call(request, name, value);
    const joined = key === 'baggage' && mergedHeaders(ours, () => `${findHeader(request, key)},${value}`)[key];
    return replaceHeader(request, key, joined || value);
  };
}

function findHeader({ headers }: UndiciRequest, name: string): unknown {
  if (Array.isArray(headers)) return headers[indexOfHeader(headers, name) + 1];
  return typeof headers === 'string' ? lineOf(name).exec(headers)?.[2] : undefined;
}

/** Where the name stands, or so that the next place is none either. */
function indexOfHeader(headers: unknown[], name: string): number {
  for (let at = 0; at < headers.length; at += 2) if (String(headers[at]).toLowerCase() === name) return at;
  return headers.length;
}

function replaceHeader(request: UndiciRequest, name: string, value: string): void {
  if (Array.isArray(request.headers)) request.headers[indexOfHeader(request.headers, name) + 1] = value;
  else if (typeof request.headers === 'string')
    request.headers = request.headers.replace(lineOf(name), (_line, start: string) => start + value);
}

function lineOf(name: string): RegExp {
  return new RegExp(`^(${name}: *)([^\\r\\n]*)`, 'im');
}
