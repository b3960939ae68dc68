import { peek } from '../base/guards';
import { safely } from '../base/safely';
import { watchResult } from '../base/watchCalls';
import { getCurrentHub, type Hub, runWith } from '../scope/hub';
import { checkOptionsOf } from '../scope/refuse';

export interface TrpcMiddlewareOptions {
  /** Whether `contexts.trpc.input` says what the procedure was called with. Default: as `sendDefaultPii`. */
  attachRpcInput?: boolean | undefined;
  /** Without effect yet: no spans are made. */
  forceTransaction?: boolean | undefined;
}
/** What is used of what tRPC 10 and 11 give a middleware. */
export interface TrpcCall<T> {
  path?: unknown;
  type?: unknown;
  rawInput?: unknown;
  getRawInput?: () => unknown;
  signal?: unknown;
  next: () => Promise<T>;
}

/** A server's own; the others are answers to the client. */
const FAULTS = /^(?:INTERNAL_SERVER_ERROR|NOT_IMPLEMENTED|BAD_GATEWAY|SERVICE_UNAVAILABLE|GATEWAY_TIMEOUT)$/;

/**
 * Middleware for procedures: `t.procedure.use(Vigil.trpcMiddleware())`. What they fail with is reported where its code is a server's
 * fault (`INTERNAL_SERVER_ERROR` and what else has a status from 500 on), each of a batch by its own, with path and type in
 * `contexts.trpc`; so is what an asynchronous generator of theirs throws later. The result goes on as it is.
 */
export function trpcMiddleware(options?: TrpcMiddlewareOptions): <T>(call: TrpcCall<T>) => Promise<T> {
  const { attachRpcInput } = checkOptionsOf('trpcMiddleware', options);
  return async call => {
    const hub = getCurrentHub();
    const tell = (error: unknown) => report(hub, call, error, attachRpcInput);
    const result = await call.next();
    const error = peek(result, 'error');
    if (error !== undefined && isFault(error)) await tell(thrownBy(error));
    const data = peek(result, 'data');
    const watched = watchResult(data, {
      run: step => runWith(hub, step),
      failed(thrown) {
        if ((peek(thrown, 'name') !== 'TRPCError' || isFault(thrown)) && !isAbort(thrown, call)) void tell(thrownBy(thrown));
      },
    });
    return watched === data ? result : { ...result, data: watched };
  };
}

const isFault = (error: unknown): boolean => FAULTS.test(String(peek(error, 'code')));

/** How a subscription ends whose client has gone. */
function isAbort(error: unknown, { signal }: TrpcCall<unknown>): boolean {
  return peek(signal, 'aborted') === true && peek(error, 'name') === 'AbortError';
}

/** What a procedure threw, where tRPC only put a code on it. */
function thrownBy(error: unknown): unknown {
  const cause = peek(error, 'cause');
  return cause !== undefined && peek(cause, 'message') === peek(error, 'message') ? cause : error;
}

async function report(
  hub: Hub,
  { path, type, rawInput, getRawInput }: TrpcCall<unknown>,
  error: unknown,
  attachInput: boolean | undefined,
): Promise<void> {
  const client = hub.getClient();
  const trpc: Record<string, unknown> = { procedure_path: path, procedure_type: type };
  if (attachInput ?? client?.getOptions().sendDefaultPii) {
    // asked at once: what was asked for before is kept by tRPC
    trpc['input'] = await Promise.resolve(safely(() => (getRawInput ? getRawInput() : rawInput))).catch(() => undefined);
  }
  const hint = { mechanism: { type: 'auto.rpc.trpc', handled: false }, captureContext: { contexts: { trpc } } };
  // where no async context exists, what was waited for has lost it
  hub.run(() => client?.captureException(error, hint));
}
