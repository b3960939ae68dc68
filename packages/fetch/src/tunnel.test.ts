import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Hono } from 'hono';
import { serveTunnel, testTunnel } from '../../../test/scenarios/tunnelMatrix';
import { createTunnel } from './index';

testTunnel(
  'a tunnel in Hono',
  async options => {
    const app = new Hono();
    const errors: unknown[] = [];
    const tunnel = createTunnel(options);
    app.all('/tunnel', context => tunnel(context.req.raw));
    app.onError((error, context) => {
      errors.push(error);
      return context.text('', 500);
    });
    return serveTunnel(
      createServer(async (message, response) => {
        const { method = 'GET' } = message;
        const body = method === 'POST' ? await buffer(message) : undefined;
        const answer = await app.request(`http://127.0.0.1${message.url}`, {
          method,
          headers: message.headers as Record<string, string>,
          body: body as never,
        });
        response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      }),
      errors,
    );
  },
  { parsed: true },
);
