import { isObject, peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { uuid4 } from '../base/random';
import { safely } from '../base/safely';
import type { Watch } from '../base/watchCalls';
import { dismissError } from '../errors/dismissError';
import { copyOf } from '../scope/copyOf';
import { getCurrentHub, Hub, runWith, withIsolation } from '../scope/hub';
import type { Event } from '../wire/event';
import { judgeFailure } from './judgeFailure';
import { takeUp } from './runWithCarrier';

const MECHANISM = 'auto.ai.mcp_server';
// JSON-RPC and MCP: not understood, unknown, bad arguments, no such resource; and a URL that the user is asked to open
const REFUSALS = /^-32(?:700|60[0-2]|002|042)$/;

/** What handlers were told of calls that have failed. */
const judged = new WeakSet<object>();

export interface McpCall {
  /** `tools/call`, `prompts/get`, `resources/read`. */
  method: string;
  /** Of the tool, prompt or resource. */
  name: string | undefined;
  /** What the handler was called with, what it is told of the request last. */
  args: unknown[];
  keepsInputs: boolean;
  /** Name and version of whom the server speaks to. */
  caller(): unknown;
}

/**
 * A context for one call of what an MCP server offers. In a request it is a fork of the request's, with its user and its trace; elsewhere
 * (stdio) one of its own, in the trace that `_meta` of the message brings.
 */
export function startMcpCall({ method, name, args, keepsInputs, caller }: McpCall): Watch {
  const about = lastOf(args);
  // since the second major what belongs to the message stands apart
  const message = peek(about, 'mcpReq') ?? about;
  const around = getCurrentHub();
  const isWithin = around.getIsolationScope().owner;
  const hub = isWithin ? withIsolation(getCurrentHub) : new Hub(around.getClient());
  const meta = !isWithin && peek(message, '_meta');
  if (meta) takeUp(hub, meta);

  function describe(event: Event): Event {
    const own = copyOf(event.contexts);
    const client = safely(caller);
    const inputs = keepsInputs ? args.slice(0, -1) : [];
    const mcp = {
      method,
      name,
      request_id: peek(message, 'id') ?? peek(message, 'requestId'),
      client: client ? `${peek(client, 'name')} ${peek(client, 'version')}` : undefined,
      inputs: inputs.length > 1 ? inputs : inputs[0],
    };
    event.contexts = { ...own, mcp: { ...mcp, ...copyOf(own?.['mcp']) } };
    return event;
  }

  hub
    .getIsolationScope()
    .setTransactionName(name === undefined ? method : `${method} ${name}`)
    .addEventProcessor(describe);
  return {
    run: step => runWith(hub, step),
    failed(error) {
      // the lower level meets what a handler of the higher one threw, too
      const call = isObject(about) ? about : hub;
      if (judged.has(call)) return;
      judged.add(call);
      safely(() => hub.run(() => judge(hub, error, peek(peek(message, 'signal'), 'aborted') === true)));
    },
  };
}

/** What refuses a call, or fails when nobody waits for it any more, is no fault of the server's. */
function judge(hub: Hub, error: unknown, isCancelled: boolean): void {
  const client = hub.getClient();
  const code = peek(error, 'code');
  if (client && (isCancelled || REFUSALS.test(String(code)))) {
    const { uuid = uuid4 } = client.getOptions().deps ?? {};
    const data = isCancelled ? { cancelled: true } : { code };
    // captured by hand, it has its outcome
    if (!client.eventIdOf(error)) dismissError(hub, client, { error, eventId: uuid(), by: 'status', data });
  } else judgeFailure(hub, { error, mechanism: MECHANISM, attempt: undefined });
}
