import http from 'node:http';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listen, start, stopAll } from '../http/fixtures/live';
import { addBreadcrumb, captureException, setTag, setUser, wrapHandler, wrapMcpServerWithSentry } from '../index';

afterEach(stopAll);

// what both majors have in common
type Result = Record<string, unknown>;
type Handler = (...args: never[]) => unknown;
interface McpServer {
  registerTool(name: string, config: object, handler: Handler): { update(updates: object): void };
  registerPrompt(name: string, config: object, handler: Handler): unknown;
  registerResource(name: string, address: unknown, config: object, handler: Handler): unknown;
  connect(transport: unknown): Promise<void>;
  server: { setRequestHandler(kind: unknown, handler: Handler): void };
}
interface Client {
  connect(transport: unknown): Promise<void>;
  callTool(call: object, ...more: unknown[]): Promise<Result>;
  getPrompt(call: object): Promise<Result>;
  readResource(call: object): Promise<Result>;
  close(): Promise<void>;
}
const require = createRequire(import.meta.url);
const { z } = createRequire(require.resolve('@modelcontextprotocol/server'))('zod') as {
  z: { string(): unknown; object(shape: object): unknown };
};
const sdk = (path: string): Record<string, never> => require(`@modelcontextprotocol/${path}`);
const one = { ...sdk('sdk/server/mcp.js'), ...sdk('sdk/client/index.js'), ...sdk('sdk/inMemory.js'), ...sdk('sdk/types.js') };
const two: Record<string, unknown> = { ...sdk('server'), Client: sdk('client')['Client'] };
interface Sdk {
  McpServer: new (info: object, options?: object) => McpServer;
  Client: new (info: object) => Client;
  InMemoryTransport: { createLinkedPair(): [object, object] };
  ResourceTemplate: new (address: string, callbacks: object) => object;
  McpError: new (code: number, message: string) => Error;
}
const info = { name: 'shop', version: '1.0.0' };
const majors = [
  ['1', one as unknown as Sdk, (shape: object) => shape],
  ['2', { ...two, McpError: two['ProtocolError'] } as unknown as Sdk, (shape: object) => z.object(shape) as object],
] as const;

type Kit = ReturnType<typeof start>;
const sent = async (kit: Kit) => {
  await kit.client.flush();
  return kit.events().map(({ exception, transaction, user, contexts }) => {
    const { value, mechanism } = exception?.values?.at(-1) ?? {};
    return { value, transaction, type: mechanism?.type, handled: mechanism?.handled, user: user?.id, mcp: contexts?.['mcp'] };
  });
};

describe.each(majors)(
  'wrapMcpServerWithSentry, version %s',
  (major, { McpServer, Client, InMemoryTransport, ResourceTemplate, McpError }, schema) => {
    const make = () => new McpServer(info, { capabilities: { tools: {}, prompts: {}, resources: {}, completions: {} } });
    const open = async (server: McpServer) => {
      const client = new Client({ name: 'editor', version: '2.1' });
      const [here, there] = InMemoryTransport.createLinkedPair();
      await Promise.all([server.connect(here), client.connect(there)]);
      return client;
    };
    const fill = (server: McpServer) => {
      const fail = (what: string) => () => {
        throw new Error(`${what} failed`);
      };
      server.registerTool('refund', { inputSchema: schema({ order: z.string() }) }, async ({ order }: { order: string }) => {
        throw new Error(`order ${order} is not paid`);
      });
      server.registerTool('bare', {}, fail('bare'));
      server.registerPrompt('greet', { argsSchema: schema({ name: z.string() }) }, fail('greet'));
      server.registerResource('prices', 'shop://prices', {}, fail('prices'));
      server.registerResource('order', new ResourceTemplate('shop://orders/{id}', { list: undefined }), {}, fail('order'));
      return server;
    };
    const askAll = async (client: Client) => {
      const told = ({ message }: Error) => message;
      return [
        await client.callTool({ name: 'refund', arguments: { order: '7' } }),
        await client.callTool({ name: 'bare' }),
        await client.getPrompt({ name: 'greet', arguments: { name: 'Ada' } }).catch(told),
        await client.readResource({ uri: 'shop://prices' }).catch(told),
        await client.readResource({ uri: 'shop://orders/7' }).catch(told),
      ];
    };

    it.each(['before', 'after', 'twice'])(
      'reports what tools, prompts and resources throw, registered %s, and answers as without',
      async where => {
        const plain = await askAll(await open(fill(make())));
        const kit = start();
        const server = make();
        if (where !== 'after') expect(wrapMcpServerWithSentry(server)).toBe(server);
        fill(server);
        if (where !== 'before') wrapMcpServerWithSentry(server);
        expect(await askAll(await open(server))).toEqual(plain);
        const report = (value: string, transaction: string) => {
          const [method, name] = transaction.split(' ');
          const mcp = { method, name, request_id: expect.anything(), client: 'editor 2.1' };
          return { value, transaction, type: 'auto.ai.mcp_server', handled: false, user: undefined, mcp };
        };
        expect(await sent(kit)).toEqual([
          report('order 7 is not paid', 'tools/call refund'),
          report('bare failed', 'tools/call bare'),
          report('greet failed', 'prompts/get greet'),
          report('prices failed', 'resources/read prices'),
          report('order failed', 'resources/read order'),
        ]);
      },
    );

    it('says with which inputs, where it is told to', async () => {
      // no line of source shows it
      const secret = ['hunter', '22'].join('');
      for (const [options, wrapping, inputs] of [
        [{}, {}, undefined],
        [{}, { recordInputs: true }, { order: '7', password: '[Filtered]' }],
        [{ dataCollection: { mcp: { inputs: true } } }, undefined, { order: '7', password: '[Filtered]' }],
        [{ dataCollection: { mcp: { inputs: true } } }, { recordInputs: false }, undefined],
        [{ sendDefaultPii: true }, {}, { order: '7', password: '[Filtered]' }],
        [{ sendDefaultPii: true, dataCollection: { mcp: { inputs: false } } }, {}, undefined],
      ] as const) {
        const kit = start(options);
        const server = wrapMcpServerWithSentry(make(), wrapping);
        server.registerTool('pay', { inputSchema: schema({ order: z.string(), password: z.string() }) }, () => {
          throw new Error('not paid');
        });
        await (await open(server)).callTool({ name: 'pay', arguments: { order: '7', password: secret } });
        expect((await sent(kit))[0]?.mcp).toMatchObject({ name: 'pay', ...(inputs && { inputs }) });
        expect(JSON.stringify(kit.events())).not.toContain(secret);
        expect(Object.hasOwn((await sent(kit))[0]?.mcp as object, 'inputs')).toBe(!!inputs);
        await stopAll();
      }
    });

    it('takes refusals, cancelled calls and results with isError for no faults', async () => {
      const kit = start();
      const server = wrapMcpServerWithSentry(make());
      server.registerTool('refuse', {}, () => {
        throw new McpError(-32602, 'no such order');
      });
      server.registerTool('refuse-by-hand', {}, () => {
        const error = new McpError(-32602, 'no such user');
        captureException(error);
        throw error;
      });
      server.registerResource('missing', 'shop://missing', {}, () => {
        throw new McpError(-32002, 'not there');
      });
      server.registerTool('sorry', {}, () => ({ isError: true, content: [{ type: 'text', text: 'closed' }] }));
      let ended: () => void = () => {};
      const end = new Promise<void>(resolve => {
        ended = resolve;
      });
      server.registerTool('slow', {}, async ({ signal, mcpReq }: { signal?: AbortSignal; mcpReq?: { signal: AbortSignal } }) => {
        const gone = (signal ?? mcpReq?.signal) as AbortSignal;
        cancel.abort();
        await new Promise(resolve => gone.addEventListener('abort', resolve));
        setTimeout(ended);
        throw new Error('gave up');
      });
      const client = await open(server);
      const cancel = new AbortController();
      await client.callTool({ name: 'refuse' });
      await client.callTool({ name: 'refuse-by-hand' });
      await client.readResource({ uri: 'shop://missing' }).catch(() => {});
      await client.callTool({ name: 'sorry' });
      const options = { signal: cancel.signal };
      // the place of the options moved with the major
      await client.callTool({ name: 'slow' }, ...(major === '1' ? [undefined, options] : [options])).catch(() => {});
      await end;
      await client.callTool({ name: 'nobody' }).catch(() => {});
      expect((await sent(kit)).map(({ value }) => value)).toMatchObject([expect.stringContaining('no such user')]);
      expect(kit.client.stats().outcomes['error']).toEqual({ sent: 1, filtered: 3 });
    });

    it('gives each call what it says of itself, and nothing of the others', async () => {
      const kit = start();
      const server = wrapMcpServerWithSentry(make());
      server.registerTool('buy', { inputSchema: schema({ who: z.string() }) }, async ({ who }: { who: string }) => {
        setUser({ id: who });
        setTag('who', who);
        addBreadcrumb({ message: who });
        await new Promise(resolve => setTimeout(resolve, 10));
        throw new Error(who);
      });
      const client = await open(server);
      const people = Array.from({ length: 20 }, (_, at) => `p${at}`);
      await Promise.all(people.map(who => client.callTool({ name: 'buy', arguments: { who } })));
      await kit.client.flush();
      const mixed = kit.events().filter(({ exception, user, tags, breadcrumbs }) => {
        const who = exception?.values?.[0]?.value;
        return user?.id !== who || tags?.['who'] !== who || breadcrumbs?.map(({ message }) => message).join() !== who;
      });
      expect([kit.events().length, mixed]).toEqual([20, []]);
      expect(new Set(kit.events().map(({ contexts }) => contexts?.trace?.trace_id)).size).toBe(20);
    });

    it('goes on in the trace that a message brings', async () => {
      const kit = start();
      const client = await open(fill(wrapMcpServerWithSentry(make())));
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await client.callTool({ name: 'bare', _meta: { traceparent } });
      await kit.client.flush();
      expect(kit.events()[0]?.contexts?.trace).toMatchObject({
        trace_id: traceparent.slice(3, 35),
        parent_span_id: traceparent.slice(36, 52),
      });
    });

    it('leaves what is captured by hand at one event, and what replaces a handler watched', async () => {
      const kit = start();
      const server = wrapMcpServerWithSentry(make());
      const tool = server.registerTool('twice', {}, () => {
        const error = new Error('by hand');
        captureException(error);
        throw error;
      });
      const client = await open(server);
      await client.callTool({ name: 'twice' });
      tool.update({
        callback: () => {
          throw new Error('replaced');
        },
      });
      await client.callTool({ name: 'twice' });
      expect((await sent(kit)).map(({ value, transaction, handled }) => [value, transaction, handled])).toEqual([
        ['by hand', 'tools/call twice', true],
        ['replaced', 'tools/call twice', false],
      ]);
    });

    it('watches handlers of the lower level', async () => {
      const kit = start();
      const server = wrapMcpServerWithSentry(make());
      const { CompleteRequestSchema } = one;
      server.server.setRequestHandler(major === '1' ? CompleteRequestSchema : 'completion/complete', () => {
        throw new TypeError('no words');
      });
      const client = (await open(server)) as unknown as { complete(call: object): Promise<unknown> };
      await client.complete({ ref: { type: 'ref/prompt', name: 'greet' }, argument: { name: 'a', value: 'b' } }).catch(() => {});
      expect(await sent(kit)).toMatchObject([{ value: 'no words', transaction: 'completion/complete', handled: false }]);
    });

    it('is part of the job around it', async () => {
      const kit = start();
      const server = fill(wrapMcpServerWithSentry(make()));
      const client = await open(server);
      await wrapHandler(() => {
        setUser({ id: 'ada' });
        return client.callTool({ name: 'bare' });
      }, 'agent')();
      expect(await sent(kit)).toMatchObject([{ transaction: 'tools/call bare', user: 'ada' }]);
    });
  },
);

it('serves over HTTP in the request’s context: its user, its request, its trace', async () => {
  const kit = start();
  const { McpServer } = one as unknown as Sdk;
  const { StreamableHTTPServerTransport } = sdk('sdk/server/streamableHttp.js') as unknown as {
    StreamableHTTPServerTransport: new (options: object) => { handleRequest(message: object, response: object): Promise<void> };
  };
  const port = await listen(
    http.createServer(async (message, response) => {
      setUser({ id: `${message.headers['x-user']}` });
      const server = wrapMcpServerWithSentry(new McpServer(info));
      server.registerTool('fail', {}, () => {
        throw new Error('failed');
      });
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
      await server.connect(transport);
      await transport.handleRequest(message, response);
    }),
  );
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const call = (user: string) =>
    fetch(`http://127.0.0.1:${port}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'x-user': user,
        'sentry-trace': `${traceId}-b7ad6b7169203331`,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'fail' } }),
    });
  const answers = await Promise.all(['ada', 'bob'].map(call));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const events = await sent(kit);
  expect(events.map(({ user }) => user).sort()).toEqual(['ada', 'bob']);
  expect(events[0]).toMatchObject({ value: 'failed', transaction: 'tools/call fail', handled: false });
  expect(kit.events()[0]).toMatchObject({
    request: { method: 'POST', url: expect.stringContaining('/mcp') },
    contexts: { trace: { trace_id: traceId } },
  });
});

it.each([undefined, null, 5, {}, { tool: () => {} }])('refuses what is no server: %j', given => {
  const warn = vi.fn();
  start({ logger: { warn } });
  expect(wrapMcpServerWithSentry(given as never)).toBe(given);
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('V020'));
});
