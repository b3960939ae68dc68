import type { ServerResponse } from 'node:http';
import type { FullAnswer } from '../plan';

/** Sends the planned answer, slowly if so planned. Stops by itself when the connection goes. */
export function writeAnswer(response: ServerResponse, answer: FullAnswer): void {
  if (answer.kind === 'hang') return;
  if (answer.delayMs > 0) later(response, answer.delayMs, () => begin(response, answer));
  else begin(response, answer);
}

/** What a browser must be allowed to read, as Sentry allows it (protocol 1.3). */
export function corsHeaders(requested: string | undefined): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': requested ?? 'x-sentry-auth, content-type, content-encoding',
    'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
    'access-control-max-age': '3600',
  };
}

function begin(response: ServerResponse, { kind, status, headers, body, dripMs }: FullAnswer): void {
  // RST, not FIN: what a client sees when a server dies.
  if (kind === 'reset') return void response.socket?.resetAndDestroy();
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...corsHeaders(undefined), 'content-type': 'application/json', 'content-length': bytes.length, ...headers });
  if (dripMs <= 0) return void response.end(bytes);
  response.flushHeaders();
  drip(response, bytes, dripMs);
}

function drip(response: ServerResponse, bytes: Buffer, dripMs: number): void {
  if (!bytes.length) return void response.end();
  later(response, dripMs, () => {
    response.write(bytes.subarray(0, 1));
    drip(response, bytes.subarray(1), dripMs);
  });
}

function later(response: ServerResponse, ms: number, run: () => void): void {
  const cancel = () => clearTimeout(timer);
  const timer = setTimeout(() => {
    response.off('close', cancel);
    if (!response.destroyed) run();
  }, ms);
  response.once('close', cancel);
}
