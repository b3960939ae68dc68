import {
  type Client,
  carrier,
  getClient,
  getCurrentHub,
  hasPending,
  hostsAmong,
  isThenable,
  peek,
  type RequestContext,
  safely,
  watchWaits,
} from '@vigil/core';
import { noteReads } from './bodyRead';
import type { FetchHandlerOptions } from './fetchHandlerOptions';
import { FetchRequestHub, type HandlerSettings, handlerSettings } from './fetchRequestHub';
import { holdIn } from './holdIn';
import { requestContextOf } from './requestContextOf';

export type FetchHandler = (...args: [Request, ...unknown[]]) => unknown;
type Args = [Request, ...unknown[]];

const MECHANISM = 'auto.http.fetch';

/** How one handler serves its requests. */
export function serveWith(handler: FetchHandler): (self: unknown, args: Args, options: FetchHandlerOptions) => unknown {
  let last: HandlerSettings | undefined;
  const settingsFor = (options: FetchHandlerOptions, client: Client): HandlerSettings => {
    if (last?.client !== client || last.options !== options) last = handlerSettings(options, client);
    return last;
  };
  return (self, args, options) => {
    const client = getClient();
    if (!client?.isEnabled()) return Reflect.apply(handler, self, args);
    const around = getCurrentHub();
    const current = requestContextOf(around);
    // one that has been answered is not this request's, however its context came here
    const outer = peek(current, 'closedAt') ? undefined : current;
    const own = outer ? undefined : begin(self, args, settingsFor(options, client));
    const context = own ?? told(outer as RequestContext, args[0], options);
    const end = (status: number) => {
      if (!own) return;
      safely(() => own.finish(status));
      // where no async context told of it when it was captured; the response does not wait
      const { host } = own;
      if (host && hasPending(client.stats())) client.emit('hold', host);
    };
    const answered = <R>(response: R): R => {
      end(Number(peek(response, 'status') ?? 200));
      return response;
    };
    const failed = (error: unknown): never => {
      const eventId = safely(() => holdIn(context, error, MECHANISM, options));
      // what every runtime answers then
      end(500);
      // a job around this handler (`wrapHandler`) that meets the error too has nothing to add
      const job = around.getIsolationScope().owner;
      if (own && job && eventId && Object(error) === error) (job.decided ??= new WeakMap()).set(error as object, eventId);
      throw error;
    };
    let result: unknown;
    try {
      result = own ? own.run(() => Reflect.apply(handler, self, args)) : Reflect.apply(handler, self, args);
    } catch (error) {
      return failed(error);
    }
    // Handed on in place of the one it follows: unhandled as that would be, or handled by whoever handles that.
    return isThenable(result) ? Promise.resolve(result).then(answered, failed) : answered(result);
  };
}

/** Somebody else's context, with what this handler knows better. */
function told(outer: RequestContext, request: Request, { route, userFromRequest }: FetchHandlerOptions): RequestContext {
  if (route) outer.readRoute = () => route(request);
  if (userFromRequest) outer.readUser = () => userFromRequest(request as never);
  return outer;
}

function begin(self: unknown, args: Args, settings: HandlerSettings): FetchRequestHub {
  const hosts = hostsAmong(args, self);
  const hub = new FetchRequestHub(args, hosts[0], settings);
  const { bodyBytes, client, ignoresBody } = settings;
  const [request] = args;
  if (client !== carrier().client) hub.bindClient(client);
  watchWaits(hosts, hub, MECHANISM);
  if (bodyBytes > 0 && !ignoresBody?.(request.url, request))
    safely(() => noteReads(request, read => (hub.read = hub.sealed ? undefined : read), bodyBytes));
  return hub;
}
