import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

export interface SiteAnswer {
  /** Default 200. */
  status?: number;
  /** The media type. Default: by the path's extension, HTML when it has none. */
  type?: string;
  body?: string | Uint8Array;
  /** Any more: `content-security-policy`, `access-control-allow-origin`, ... */
  headers?: Record<string, string>;
}

export interface SiteRequest {
  method: string;
  /** With its query: `/orders?id=1`. */
  url: string;
  /** Names in lower case. */
  headers: IncomingMessage['headers'];
  /** As sent. */
  body: Buffer;
}

type Answered = string | SiteAnswer;
/** A text, an answer, or what gives one for a request; a promise that never settles is a server that hangs. */
export type SiteFile = Answered | ((request: SiteRequest) => Answered | Promise<Answered>);

export interface Site {
  /** Its origin: `http://127.0.0.1:4711`. Another site is another origin. */
  url: string;
  /** What it answers with, by path without query, `*` for any other; may be changed at any time. */
  files: Record<string, SiteFile>;
  /** Every request whose body was read to its end, in order of arrival. */
  requests: SiteRequest[];
  /** Breaks every connection. Idempotent. */
  close(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css;charset=utf-8',
  '.js': 'text/javascript;charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript;charset=utf-8',
  '.txt': 'text/plain;charset=utf-8',
  '.wasm': 'application/wasm',
};

/** A web site on a port of its own. */
export async function startSite(files: Record<string, SiteFile>): Promise<Site> {
  const requests: SiteRequest[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = { method, url, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    const { pathname } = new URL(url, 'http://site');
    const file = files[pathname] ?? files['*'] ?? { status: 404, type: 'text/plain', body: `no ${pathname}` };
    const answered = typeof file === 'function' ? await file(request) : file;
    const { status = 200, type, body = '', headers: more } = typeof answered === 'string' ? { body: answered } : answered;
    response.writeHead(status, { 'content-type': type ?? TYPES[extname(pathname)] ?? 'text/html;charset=utf-8', ...more }).end(body);
  }

  const server = createServer((request, response) => {
    // A browser that went away, or a file of the test that threw: its page sees a broken connection.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    requests,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
