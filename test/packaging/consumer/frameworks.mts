// What the guides show, in a project with the frameworks' own types: callbacks written inline know what they get.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expressErrorHandler, setupExpressErrorHandler } from '@vigil/express';
import vigilFastify, { setupFastifyErrorHandler } from '@vigil/fastify';
import { wrapFetchHandler } from '@vigil/fetch';
import { wrapFetchHandler as wrapWithStorage } from '@vigil/fetch/als';
import { instrumentDurableObjectWithSentry, withSentry } from '@vigil/fetch/cloudflare';
import { honoMiddleware } from '@vigil/fetch/hono';
import * as Vigil from '@vigil/node';
import { type Job, Worker } from 'bullmq';
import express from 'express';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Hono } from 'hono';

const app = express();
setupExpressErrorHandler(app, {
  shouldHandleError: (error, { status }) => status >= 500 || error.code === 'QUOTA',
  userFromRequest: request => request.user && { id: request.user.id, email: request.get('x-email') },
});
setupExpressErrorHandler(app, { userFromRequest: (request: express.Request) => ({ id: request.ip }) });
setupExpressErrorHandler(app, { userFromRequest: (request: { account?: { id: string } }) => request.account });
const adapter: Vigil.AdapterOptions = { userFromRequest: (request: express.Request) => ({ id: request.ip }) };
setupExpressErrorHandler(app, adapter);
app.use(expressErrorHandler({ userFromRequest: request => ({ id: request.headers.host }) }));
app.use(expressErrorHandler(adapter));
app.use((error: Error, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
  response.status(500).send(`${error.message} ${response.sentry?.slice(0, 8)}`);
});

const instance = fastify();
setupFastifyErrorHandler(instance);
setupFastifyErrorHandler(instance, {
  shouldHandleError: (error, _request, reply) => reply.statusCode >= 500 || error.code === 'QUOTA' || !!reply.sentry,
  userFromRequest: request => request.user && { id: request.user.id, username: request.routeOptions.url },
});
setupFastifyErrorHandler(instance, { userFromRequest: (request: FastifyRequest) => ({ id: request.ip }) });
Vigil.setupFastifyErrorHandler(instance, {
  shouldHandleError: (error, request, reply) => reply.statusCode >= 500 && request.method !== 'HEAD' && error.message !== 'known',
});
Vigil.setupFastifyErrorHandler(instance, {
  shouldHandleError: (_error: Error, _request: FastifyRequest, reply: FastifyReply) => reply.sent,
});
instance.register(vigilFastify, { userFromRequest: (request: FastifyRequest) => ({ id: request.ip }) });

const hono = new Hono();
hono.use(honoMiddleware(hono, { userFromRequest: c => ({ id: c.req.header('x-user') }) }));
const typed = new Hono<{ Bindings: { DSN: string }; Variables: { sentry?: string; plan: string } }>();
typed.use('*', honoMiddleware(typed, { userFromRequest: c => ({ id: c.get('plan'), username: c.env.DSN }) }));
typed.onError((_error, c) => c.text(`${c.get('sentry')?.slice(0, 8)}`, 500));
new Hono().use(honoMiddleware(undefined, { userFromRequest: c => ({ id: c.req.header('x-user') }) }));

interface WorkerRequest extends Request {
  readonly cf: { country: string };
}
interface WorkerModule {
  fetch?(request: WorkerRequest, env: { DSN: string }, ctx: { waitUntil(work: Promise<unknown>): void }): Response | Promise<Response>;
}
export const worker: WorkerModule = {
  fetch: wrapFetchHandler(async (request, env, ctx) => {
    ctx.waitUntil(fetch(env.DSN));
    return new Response(request.cf.country);
  }),
};
export default { fetch: wrapWithStorage((request, env) => new Response(request.cf.country + env.DSN)) } satisfies WorkerModule;

export const served = withSentry((env: { DSN: string }) => ({ dsn: env.DSN }), {
  fetch: async (request, env) => new Response(request.url + env.DSN),
} satisfies WorkerModule);
export const ofHono = withSentry((env: { DSN: string }) => ({ dsn: env.DSN }), typed);
export class Room extends instrumentDurableObjectWithSentry(
  (env: { DSN: string }) => ({ dsn: env.DSN }),
  class {
    constructor(
      readonly ctx: object,
      readonly env: { DSN: string },
    ) {}
  },
) {}

createServer(Vigil.wrapRequestListener((request, response) => response.end(request.url)));
createServer(Vigil.wrapRequestListener(async (request: IncomingMessage, response: ServerResponse) => void response.end(request.url)));
const listener = Vigil.wrapRequestListener((request, response) => void response.end(request.url), {
  userFromRequest: request => ({ id: request.headers.host?.split(':')[0] }),
  shouldHandleError: (error, { status }) => status >= 500 && error.code !== 'QUOTA',
});
listener satisfies (request: IncomingMessage, response: ServerResponse) => void;
const passed = Vigil.wrapRequestListener((a: IncomingMessage, _b: ServerResponse, next: () => void) => next.call(a));
passed satisfies (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

declare const consumer: { run(config: { eachMessage?: (payload: KafkaPayload) => Promise<void> }): Promise<void> };
interface KafkaPayload {
  topic: string;
  partition: number;
  message: { headers?: Record<string, string>; offset: string; value: string };
}
await consumer.run({
  eachMessage: Vigil.wrapHandler(async ({ message }) => void JSON.parse(message.value), {
    name: 'orders',
    system: 'kafka',
    carrier: ({ message }) => message.headers,
    contexts: ({ topic, partition, message }) => ({ kafka: { topic, partition, offset: message.offset } }),
  }),
});
Vigil.init({
  tracesSampler: ({ name }) => (name.startsWith('GET /healthz') ? 0 : name.includes('/checkout') ? 1 : 0.1),
  logger: { debug: (line: string) => line.length, warn: (line: string) => line.length },
});
Vigil.init({ tracesSampler: ({ inheritOrSampleWith }) => inheritOrSampleWith(0.5) });

const sendMail = async (to: string) => to;
new Worker(
  'mail',
  Vigil.wrapHandler((job: Job) => sendMail(job.data.to), {
    name: 'mail',
    system: 'bullmq',
    carrier: job => job.data.carrier,
    attempt: job => ({ current: job.attemptsMade + 1, max: job.opts.attempts ?? 1 }),
    contexts: job => ({ queue: { name: job.queueName, job: job.name, id: job.id } }),
  }),
);
