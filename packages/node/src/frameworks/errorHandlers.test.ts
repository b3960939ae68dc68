import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen, request, start, stopAll } from '../http/fixtures/live';
import {
  contextLinesIntegration,
  httpIntegration,
  makeNodeTransport,
  nodeContextIntegration,
  onUnhandledRejectionIntegration,
  wrapRequestListener,
} from '../index';
import {
  type ExpressErrorMiddleware,
  expressErrorHandler,
  setupConnectErrorHandler,
  setupExpressErrorHandler,
} from './expressErrorHandler';
import { type FastifyErrorHandlerOptions, setupFastifyErrorHandler } from './setupFastifyErrorHandler';

afterEach(stopAll);

type Kit = ReturnType<typeof start>;
const values = (kit: Kit) => kit.events().map(({ exception }) => exception?.values?.at(-1)?.value);

/** Asks for each path; `fail` is what a framework does with the error of that path. The last segment is the status it answers with. */
async function ask(paths: string[], fail: (error: Error, message: IncomingMessage, response: ServerResponse) => void): Promise<Kit> {
  const kit = start();
  const port = await listen(http.createServer((message, response) => fail(new Error(`${message.url}`), message, response)));
  for (const path of paths) await request(port, { path });
  await kit.client.flush();
  return kit;
}
const answer = (message: IncomingMessage, response: ServerResponse) =>
  response.writeHead(Number(message.url?.split('/').at(-1))).end(`${(response as { sentry?: string }).sentry}`);

const through =
  (handle: ExpressErrorMiddleware) =>
  (error: Error, message: IncomingMessage, response: ServerResponse): void =>
    handle(error, message, response, passed => passed === error && answer(message, response));

describe('expressErrorHandler', () => {
  it('hands every error on and reports what is answered with 500 and more', async () => {
    const kit = await ask(['/404', '/500', '/429', '/503'], through(expressErrorHandler()));
    expect(values(kit)).toEqual(['/500', '/503']);
    expect(kit.events()[0]?.exception?.values?.at(-1)?.mechanism).toMatchObject({ type: 'auto.middleware.express', handled: false });
  });

  it('asks the application which; a rule that throws leaves the default', async () => {
    const rule = expressErrorHandler({
      shouldHandleError(error, { status }) {
        if (error.message.startsWith('/rule')) throw new Error('rule');
        return status === 404;
      },
    });
    expect(values(await ask(['/404', '/500', '/rule/500', '/rule/404'], through(rule)))).toEqual(['/404', '/rule/500']);
  });

  it('says who the user is', async () => {
    const kit = await ask(['/500'], through(expressErrorHandler({ userFromRequest: ({ url }: IncomingMessage) => ({ id: `${url}` }) })));
    expect(kit.events()).toMatchObject([{ user: { id: '/500' } }]);
  });

  it('survives what is no request', () => {
    const next = vi.fn();
    expressErrorHandler()('text', undefined, null, next);
    expect(next.mock.calls).toEqual([['text']]);
  });

  it.each([setupExpressErrorHandler, setupConnectErrorHandler])('is error middleware to the app: it has four parameters', setUp => {
    const use = vi.fn();
    setUp({ use });
    expect(use.mock.calls.map(([middleware]) => middleware.length)).toEqual([4]);
  });

  it('says whether it was Express or Connect that caught the error', async () => {
    const mechanisms: unknown[] = [];
    for (const setUp of [setupExpressErrorHandler, setupConnectErrorHandler]) {
      const use = vi.fn();
      setUp({ use });
      const kit = await ask(['/500'], through(use.mock.calls[0]?.[0]));
      mechanisms.push(kit.events()[0]?.exception?.values?.at(-1)?.mechanism?.type);
    }
    expect(mechanisms).toEqual(['auto.middleware.express', 'auto.middleware.connect']);
  });
});

describe('setupFastifyErrorHandler', () => {
  type Hook = (request: object, reply: object, error: unknown, done: () => void) => void;
  const hooked = (options?: FastifyErrorHandlerOptions) => {
    const hooks = new Map<string, Hook>();
    setupFastifyErrorHandler({ addHook: (name, hook: Hook) => hooks.set(name, hook) }, options);
    return (error: Error, message: IncomingMessage, response: ServerResponse) =>
      hooks.get('onError')?.({ raw: message }, { raw: response, url: message.url }, error, () => answer(message, response));
  };

  it('reports what routes throw, judged by the response', async () => {
    const kit = await ask(['/500', '/410'], hooked());
    expect(values(kit)).toEqual(['/500']);
  });

  it('asks the application, with its request and reply', async () => {
    const shouldHandleError: FastifyErrorHandlerOptions['shouldHandleError'] = (_error, _request, reply) =>
      (reply as { url: string }).url === '/404';
    expect(values(await ask(['/500', '/404'], hooked({ shouldHandleError })))).toEqual(['/404']);
  });
});

it('nothing throws that is given no app, no listener, or null for options; each is said once', () => {
  const said: string[] = [];
  start({ logger: { warn: (text: unknown) => void said.push(String(text)) } });
  for (const nothing of [undefined, null, {}, 5] as never[]) {
    setupExpressErrorHandler(nothing);
    setupConnectErrorHandler(nothing);
    setupFastifyErrorHandler(nothing);
    expect((wrapRequestListener(nothing) as () => unknown)()).toBeUndefined();
  }
  expressErrorHandler(null as never);
  wrapRequestListener(() => {}, null as never);
  makeNodeTransport(undefined as never);
  for (const make of [httpIntegration, nodeContextIntegration, onUnhandledRejectionIntegration, contextLinesIntegration])
    make(null as never);
  expect(said.map(line => line.split(' ')[2]).sort()).toEqual([
    'expressErrorHandler',
    'setupConnectErrorHandler',
    'setupExpressErrorHandler',
    'setupFastifyErrorHandler',
    'wrapRequestListener',
  ]);
});
