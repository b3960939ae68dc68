import { createRequire } from 'node:module';
import { fastifyTunnel } from '@vigil/fastify';
import { expect, it } from 'vitest';
import { testTunnel } from '../../../test/scenarios/tunnelMatrix';

interface App {
  register(plugin: unknown, options?: object): App;
  setErrorHandler(
    handler: (error: unknown, request: unknown, reply: { code(status: number): { send(text: string): unknown } }) => unknown,
  ): App;
  addContentTypeParser(
    type: string,
    options: object,
    parser: (request: unknown, body: string, done: (error: null, body: unknown) => void) => void,
  ): void;
  post(path: string, handler: (request: { body: unknown }) => unknown): App;
  listen(options: { port: number; host: string }): Promise<string>;
  inject(options: object): Promise<{ statusCode: number; body: string }>;
  close(): Promise<void>;
}

for (const version of [4, 5]) {
  const fastify: (options?: object) => App = createRequire(import.meta.url)(`fastify${version}`);

  testTunnel(`a tunnel on Fastify ${version}`, async options => {
    const errors: unknown[] = [];
    const app = fastify({ forceCloseConnections: true });
    app.setErrorHandler((error, _request, reply) => {
      errors.push(error);
      return reply.code(500).send('');
    });
    app.register(fastifyTunnel, options);
    return { url: `${await app.listen({ port: 0, host: '127.0.0.1' })}/tunnel`, errors, stop: () => app.close() };
  });

  it(`Fastify ${version}: the application's own parsers and limits stay as they are`, async () => {
    const app = fastify({ bodyLimit: 10 });
    app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, `parsed ${body}`));
    app.register(fastifyTunnel, { dsns: ['http://a@127.0.0.1:9/1'], path: '/errors', prefix: '/v1' });
    app.post('/echo', async ({ body }) => ({ body }));
    const post = (url: string, payload: string, type: string) =>
      app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
    expect(JSON.parse((await post('/echo', 'hi', 'text/plain')).body)).toEqual({ body: 'parsed hi' });
    expect((await post('/echo', 'hi', 'application/x-sentry-envelope')).statusCode).toBe(415);
    expect((await post('/echo', '"longer than ten"', 'application/json')).statusCode).toBe(413);
    expect((await post('/v1/errors', '{"longer":"than ten"}\n', 'text/plain')).statusCode).toBe(400);
    await app.close();
  });
}
