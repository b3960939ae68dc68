import { mergedHeaders, type TraceHeaders } from '@vigil/core';

/** What undici publishes of a request: headers are a flat array (version 6 on) or lines of text (5). */
export interface UndiciRequest {
  origin?: string | URL;
  path: string;
  method: string;
  headers?: unknown[] | string;
  contentLength?: number | null;
  addHeader?(name: string, value: string): unknown;
}

/** Adds our headers to a request of undici's; a trace that is there stays as it is. */
export function addUndiciHeaders(request: UndiciRequest, ours: TraceHeaders): void {
  if (typeof request.addHeader !== 'function' || findHeader(request, 'sentry-trace') !== undefined) return;
  const added = mergedHeaders(ours, name => findHeader(request, name));
  for (const name of Object.keys(added)) {
    const value = added[name] as string;
    if (findHeader(request, name) === undefined) request.addHeader(name, value);
    else replaceHeader(request, name, value);
  }
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
