import { type AdapterOptions, setupExpressErrorHandler } from '@vigil/express';
import vigilFastify, { setupFastifyErrorHandler } from '@vigil/fastify';
import { type FetchHandlerOptions, wrapFetchHandler } from '@vigil/fetch';
import { init as initWithStorage } from '@vigil/fetch/als';
import { honoMiddleware } from '@vigil/fetch/hono';
import * as Vigil from '@vigil/node';
import * as Sentry from '@vigil/node/compat/v7';
import { openTelemetryIntegration, optionsFromResource, SentryPropagator } from '@vigil/opentelemetry';
import { createTestkit, startIngest, type Testkit } from '@vigil/testkit';

const options: Vigil.VigilOptions = {
  dsn: ['https://public@ingest.example.test/1', 'https://public@backup.example.test/1'],
  release: '1.0.0',
  sampleRate: 0.5,
  ignoreErrors: [TypeError, /^Abort/, 'socket hang up', error => error.status === 404],
  beforeSend: (event, hint) =>
    hint.originalException instanceof RangeError ? null : { ...event, tags: { ...event.tags, checked: 'yes' } },
  beforeBreadcrumb: breadcrumb => (breadcrumb.category === 'console' ? null : breadcrumb),
  budget: { perIssue: { burst: 3 } },
  scrub: { keys: ['iban', /^x-/], paths: ['extra.**.ssn'] },
};

const client: Vigil.Client | undefined = Vigil.init(options);
const id: string = Vigil.captureException(new Error('x'), { tags: { area: 'checkout' } });
Vigil.captureMessage('hello', 'warning');
Vigil.setUser({ id: '1' });
Vigil.setTag('area', 'checkout');
Vigil.addBreadcrumb({ category: 'cart', message: 'added', level: 'info' });
const answer: number = Vigil.withScope(scope => {
  scope.setTag('a', 'b');
  return 42;
});
const outcome: Vigil.Outcome = await Vigil.outcome(id, { timeoutMs: 100 });
const sent: boolean = outcome.status === 'sent' && (await Vigil.flush(1000));
const stats: Vigil.ClientStats | undefined = client?.stats();
const kit: Testkit = createTestkit({ seed: 1 });
kit.expectEvent({ message: /x/ });
const fields: string[] = new SentryPropagator({ sampleDeferred: false }).fields();
Vigil.init(optionsFromResource({ ...options, integrations: [openTelemetryIntegration()] }, { attributes: { 'service.name': 'shop' } }));
const adapter: AdapterOptions = {
  shouldHandleError: (error, { status }) => status >= 500 && error.message !== 'known',
  userFromRequest: (request: { user?: { id: string } }) => request.user,
};
setupExpressErrorHandler({ use: () => undefined }, adapter);
const served: FetchHandlerOptions = {
  route: request => new URL(request.url).pathname,
  shouldHandleError: (_error, { status }) => status >= 500,
};
const handler = wrapFetchHandler(async (request: Request, env: { DSN: string }) => new Response(request.url + env.DSN), served);
const answers: Promise<Response> = handler(new Request('https://shop.example.test/'), { DSN: '' });
wrapFetchHandler(handler, (env: { DSN: string }) => ({ init: { dsn: env.DSN } }));
initWithStorage({ dsn: '' });
honoMiddleware(undefined, { userFromRequest: (c: { get(name: 'user'): { id: string } }) => c.get('user') });
setupFastifyErrorHandler({}, { shouldHandleError: (error, _request, _reply) => error.message !== 'known' });
vigilFastify({}, adapter, () => undefined);
const ingest = await startIngest({ plan: [503, { status: 429, headers: { 'retry-after': '60' } }, 200] });
await ingest.close();

Sentry.init({ dsn: 'https://public@ingest.example.test/1', integrations: [new Sentry.Integrations.Http({ tracing: true })] });
Sentry.configureScope(scope => scope.setUser({ id: '1' }));
const span: Sentry.Transaction = Sentry.startTransaction({ op: 'job', name: 'nightly' }).startChild({ op: 'db' });
Sentry.getCurrentHub().pushScope().setSpan(span);
const middlewares: Sentry.Middleware[] = [Sentry.Handlers.requestHandler(), Sentry.Handlers.tracingHandler()];

// what is undefined is not given, under exactOptionalPropertyTypes too
const maybe = <T,>(value: T): T | undefined => (Math.random() < 2 ? value : undefined);
Vigil.init({
  dsn: process.env['SENTRY_DSN'],
  release: process.env['GIT_SHA'],
  sampleRate: maybe(1),
  beforeSend: maybe((event: Vigil.ErrorEvent) => event),
  integrations: maybe([Vigil.httpIntegration({ ignoreOutgoingRequests: maybe(() => true), requestIdHeaders: maybe(['x-id']) })]),
  breadcrumbs: { console: maybe(false) },
  budget: { perIssue: maybe({ burst: maybe(3) }) },
  dataCollection: { cookies: maybe(true), httpHeaders: { request: maybe(true) } },
  retry: { maxAttempts: maybe(2) },
  queue: { maxBytes: maybe(1) },
  logger: { warn: maybe(console.warn) },
});
Vigil.captureException(new Error('x'), { tags: maybe({ a: 'b' }), level: maybe('error' as const) });
Vigil.setUser({ id: '1', email: maybe('a@example.test') });
Vigil.addBreadcrumb({ message: maybe('added'), data: maybe({ id: 1 }) });
setupExpressErrorHandler({ use: () => undefined }, { shouldHandleError: maybe((error: RangeError) => error.name === 'x') });
Vigil.startSpan({ name: 'x', op: maybe('job') }, () => undefined);

// @ts-expect-error a number is no release
Vigil.init({ release: 1 });
// @ts-expect-error there is no such level
Vigil.captureMessage('x', 'terrible');
// @ts-expect-error an id is a string
const wrong: number = Vigil.captureException(1);

export { answer, answers, fields, middlewares, sent, stats, wrong };
