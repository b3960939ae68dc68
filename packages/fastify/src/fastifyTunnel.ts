import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { checkOptionsOf, createMessageTunnel, refusedApp, safely, type TunnelOptions } from '@vigil/node';

export interface FastifyTunnelOptions extends TunnelOptions {
  /** Default `/tunnel`, after the `prefix` of `register`. */
  path?: string | undefined;
}
interface Request {
  raw: IncomingMessage;
  body?: unknown;
}
interface Reply {
  code(status: number): Reply;
  headers(headers: Record<string, string>): Reply;
  send(payload?: string): unknown;
}
interface App {
  removeAllContentTypeParsers(): void;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: Readable, done: (error: null, body: Readable) => void) => void,
  ): void;
  all(path: string, handler: (request: Request, reply: Reply) => Promise<unknown>): void;
}

/**
 * `app.register(fastifyTunnel, { dsns })`: passes envelopes of pages with `tunnel: '/tunnel'` on to their servers, see `createTunnel`. It reads
 * bodies itself, by a content type parser that is this plugin's alone: those of the application, and its `bodyLimit`, stay as they are.
 */
export function fastifyTunnel(instance: unknown, given: FastifyTunnelOptions, done: () => void): void {
  const { path = '/tunnel', ...options } = checkOptionsOf('fastifyTunnel', given);
  safely(() => serveAt(instance as App, path, options as TunnelOptions), refusedApp('fastifyTunnel'));
  done();
}

function serveAt(app: App, path: string, options: TunnelOptions): void {
  const answerTo = createMessageTunnel(options);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload));
  app.all(path, async (request, reply) => {
    // without a body no parser ran
    const { status, headers, text } = await answerTo(request.raw, request.body as Readable | undefined);
    return reply.code(status).headers(headers).send(text);
  });
}
