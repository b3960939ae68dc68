import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { headersOf, type ProbeAnswer, type ProbeRequest, safely } from '@vigil/core';
import { findProxy } from '../proxy/findProxy';
import type { NodeTransportOptions } from '../transport/nodeTransportOptions';
import { openWire } from '../transport/wire';

/** What says why is at the beginning. */
const MAX_CHARS = 2_000;

/** One request by the way of the transport: its proxy, its certificates. */
export async function probeByHttp({ url, method, body = '', timeoutMs, options }: ProbeRequest): Promise<ProbeAnswer> {
  const own: NodeTransportOptions = { ...options, url, timeoutMs, keepAlive: false };
  const wire = await openWire(own);
  const proxy = safely(() => findProxy(new URL(url), own.proxy))?.at.hostname;
  const headers = { ...(await headersOf(own.headers)), ...wire.headers, 'content-length': Buffer.byteLength(body) };
  return new Promise(resolve => {
    let address: string | undefined;
    const request = wire.module.request({ ...wire.options, method, headers }, response => {
      // of a connection that has ended nothing is known any more
      const tls = describeTls(response.socket);
      readStart(response, body => resolve({ ...answerOf(response), body, tls, address, proxy }));
    });
    const timer = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
    timer.unref();
    request.on('socket', socket =>
      socket.on('lookup', (_error: unknown, found: string | undefined) => (address = proxy ? undefined : found)),
    );
    request.on('error', error => resolve({ error, address, proxy }));
    request.on('close', () => clearTimeout(timer));
    request.end(body);
  });
}

/** No more is read than says why; a drip is cut off with the request. */
function readStart(response: IncomingMessage, done: (text: string) => void): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (piece: string) => {
    text += piece;
    if (text.length > MAX_CHARS) response.destroy();
  });
  response.on('error', () => {});
  response.on('close', () => done(text.slice(0, MAX_CHARS)));
}

function answerOf(response: IncomingMessage): ProbeAnswer {
  return { status: response.statusCode, header: name => headerOf(response, name) };
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function describeTls(socket: Socket): string | undefined {
  return safely(() => {
    const { authorized, getProtocol } = socket as TLSSocket;
    if (!getProtocol) return undefined;
    return `${getProtocol.call(socket)}${authorized ? '' : ', the certificate was not checked'}`;
  });
}
