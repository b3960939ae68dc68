import { isObject, peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { safely } from '../base/safely';
import { watchCalls } from '../base/watchCalls';
import { wrapMethod } from '../base/wrap';
import { getCurrentHub } from '../scope/hub';
import { checkOptionsOf, refuse } from '../scope/refuse';
import { startMcpCall } from './startMcpCall';

export interface McpServerOptions {
  /** Whether `contexts.mcp.inputs` says what was called with which arguments. Default: as `dataCollection.mcp.inputs`, else as `sendDefaultPii`. */
  recordInputs?: boolean | undefined;
  /** Without effect: an error has no output. */
  recordOutputs?: boolean | undefined;
}

type Handler = (this: unknown, ...args: unknown[]) => unknown;
type Handlers = Record<string, Handler>;
type WatchAs = (handler: Handler, method?: string, name?: string) => Handler;

const METHODS = {
  tool: 'tools/call',
  registerTool: 'tools/call',
  prompt: 'prompts/get',
  registerPrompt: 'prompts/get',
  resource: 'resources/read',
  registerResource: 'resources/read',
};
/** Where what was registered before is kept; of its functions the first is the one that is called. */
const REGISTERED = {
  _registeredTools: 'tools/call',
  _registeredPrompts: 'prompts/get',
  _registeredResources: 'resources/read',
  _registeredResourceTemplates: 'resources/read',
};
const CALLED = ['executor', 'handler', 'callback', 'readCallback'];

/** What is called, where the message names it; the address of a resource is as good as a path with ids in it. */
function nameIn(message: unknown): string | undefined {
  const name = peek(peek(message, 'params'), 'name');
  return typeof name === 'string' ? name.slice(0, 200) : undefined;
}

const watchedServers = new WeakSet<object>();

/**
 * Reports what tools, prompts and resources of an MCP server throw, which the SDK of the protocol answers with a text: once, `handled: false`,
 * as `tools/call NAME`, with `contexts.mcp`. Not reported: what refuses the call (`InvalidParams`, `ResourceNotFound` and their like), what
 * fails after the call was cancelled, and results with `isError`. An `McpServer` of the SDK's versions 1 and 2, or a `Server` of its lower
 * level; registered before or after. Hands back the same server.
 */
export function wrapMcpServerWithSentry<S extends object>(server: S, options?: McpServerOptions): S {
  const { recordInputs } = checkOptionsOf('wrapMcpServerWithSentry', options);
  const lower = isObject(peek(server, 'server')) ? peek(server, 'server') : server;
  if (!isObject(lower) || typeof peek(lower, 'setRequestHandler') !== 'function') {
    refuse('wrapMcpServerWithSentry', undefined, 'a server of MCP');
    return server;
  }
  if (watchedServers.has(server)) return server;
  watchedServers.add(server);

  const watch: WatchAs = (handler, method, name) =>
    watchCalls(handler, args =>
      startMcpCall({
        // the lower level hands over the whole message
        method: method ?? String(peek(args[0], 'method')),
        name: name ?? nameIn(args[0]),
        args,
        keepsInputs: recordInputs ?? collectsInputs(),
        caller: () => (lower as { getClientVersion?(): unknown }).getClientVersion?.(),
      }),
    );
  safely(() => {
    watchHandlers(lower as Handlers, 'setRequestHandler', handler => watch(handler));
    for (const [register, method] of Object.entries(METHODS))
      watchHandlers(server as Handlers, register, (handler, name) => watch(handler, method, String(name)));
    watchRegistered(server, watch);
  });
  return server;
}

function collectsInputs(): boolean {
  const { dataCollection, sendDefaultPii } = getCurrentHub().getClient()?.getOptions() ?? {};
  return dataCollection?.mcp?.inputs ?? sendDefaultPii ?? false;
}

function watchRegistered(server: object, watch: WatchAs): void {
  for (const [list, method] of Object.entries(REGISTERED))
    for (const [key, registered] of Object.entries(peek(server, list) ?? {}) as Array<[string, Handlers]>) {
      // resources are kept by their address
      const name = method === 'resources/read' ? String(registered['name'] ?? key) : key;
      const called = CALLED.find(each => typeof registered[each] === 'function');
      if (called) registered[called] = watch(registered[called]!, method, name);
      watchUpdates(registered, handler => watch(handler, method, name));
    }
}

/** `target[name]` takes a handler last: all that it is given from now on are watched, and what takes their place later. */
function watchHandlers(target: Handlers, name: string, watch: (handler: Handler, first: unknown) => Handler): void {
  wrapMethod(
    target,
    name,
    original =>
      function (this: unknown, ...args: unknown[]) {
        const watched = (each: unknown) => (typeof each === 'function' ? watch(each as Handler, args[0]) : each);
        const registered = Reflect.apply(original, this, [...args.slice(0, -1), watched(lastOf(args))]);
        if (isObject(registered)) watchUpdates(registered as Handlers, handler => watch(handler, args[0]));
        return registered;
      },
  );
}
function watchUpdates(registered: Handlers, watch: (handler: Handler) => Handler): void {
  wrapMethod(
    registered,
    'update',
    original =>
      function (this: unknown, updates: unknown) {
        const callback = peek(updates, 'callback');
        const given = typeof callback === 'function' ? { ...(updates as object), callback: watch(callback as Handler) } : updates;
        return Reflect.apply(original, this, [given]);
      },
  );
}
