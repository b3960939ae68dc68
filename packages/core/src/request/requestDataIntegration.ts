import { isObject } from '../base/guards';
import { isTooLate } from '../base/isTooLate';
import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import type { Integration } from '../client/integration';
import { getCurrentHub } from '../scope/hub';
import type { Event, RequestEventData, User } from '../wire/event';
import { clientIp } from './clientIp';
import { requestCollection } from './collect';
import { parseBody } from './parseBody';
import type { IncomingLike, RequestContext, ResponseLike } from './requestContext';
import { pickCookies } from './requestCookies';
import { joined, pickHeaders, shorten } from './requestHeaders';
import { pickQuery, type RequestTarget, readTarget } from './requestTarget';

export interface RequestDataOptions {
  /** false leaves a part out; true asks for cookies or the address of the client where `dataCollection` does not. */
  include?: Partial<Record<'cookies' | 'data' | 'headers' | 'ip' | 'query_string' | 'url', boolean>> | undefined;
}

const MAX_ID = 200;

/**
 * `RequestData`: method, URL, names of the query, harmless headers, status so far and request id on the events of a request. Default on.
 * Reads the request when an event is made, never before. What the application set on the event or its scopes stays.
 */
export function requestDataIntegration(options?: RequestDataOptions): Integration {
  const include = options?.include ?? {};
  return {
    name: 'RequestData',
    processEvent(event, _hint, client) {
      const context = getCurrentHub().getIsolationScope().owner?.request as RequestContext | undefined;
      if (event.type === undefined && context?.message && !context.isIgnored()) describe(event, context, include, client);
      return event;
    },
  };
}

function describe(event: Event, context: RequestContext, include: NonNullable<RequestDataOptions['include']>, client: Client): void {
  const { message, asked, response, settings } = context;
  if (!message) return;
  const method = shorten(message.method ?? 'GET', 32);
  const target = readTarget(message, asked);
  const { path } = target;
  event.request = { method, ...requestOf(context, message, target, include, client), ...event.request };
  if (event.transaction === undefined && path.startsWith('/')) {
    const route = context.route ?? safely(() => context.readRoute?.());
    event.transaction = `${method} ${route ?? path}`;
    event.transaction_info = { source: route === undefined ? 'url' : 'route', ...event.transaction_info };
  }
  if (response?.headersSent) event.contexts = { response: responseOf(response), ...event.contexts };
  const id = settings.requestIdHeaders.map(name => message.headers[name]).find(value => typeof value === 'string' && value);
  if (id) event.tags = { request_id: String(id).slice(0, MAX_ID), ...event.tags };
  const user = readUser(context, client);
  if (user) event.user = { ...user, ...event.user };
  const address = (include.ip ?? requestCollection(client).userInfo) ? clientIp(message) : undefined;
  if (address) event.user = { ip_address: address, ...event.user };
}

function readUser(context: RequestContext, client: Client): User | undefined {
  const bad = () => void client.warn('V041', 'userFromRequest');
  const user: unknown = safely(() => context.readUser?.() ?? undefined, bad);
  if (user === undefined || (isObject(user) && !isTooLate(user))) return user;
  return bad();
}

/** The status, and the size where it was said beforehand: what has left, whatever happens now. */
function responseOf(response: ResponseLike): Record<string, unknown> {
  const size = Number(response.getHeader('content-length') ?? Number.NaN);
  return { status_code: response.statusCode, ...(size >= 0 && { body_size: size }) };
}

function requestOf(
  { body }: RequestContext,
  { headers }: IncomingLike,
  target: RequestTarget,
  include: NonNullable<RequestDataOptions['include']>,
  client: Client,
): RequestEventData {
  const { userInfo, cookies, headers: headerRule, query } = requestCollection(client);
  const request: RequestEventData = {};
  if (include.url !== false) request.url = target.url;
  const picked = include.query_string === false ? undefined : pickQuery(target.query, query);
  if (picked) request.query_string = picked;
  if (include.headers !== false) request.headers = pickHeaders(headers, headerRule, include.ip ?? userInfo);
  const rule = include.cookies === false ? false : include.cookies || cookies;
  const jar = pickCookies(joined(headers['cookie']), rule, !!client.scrubRules);
  if (jar) request.cookies = jar;
  if (body && include.data !== false)
    request.data = parseBody(body, joined(headers['content-type']), joined(headers['content-encoding'])?.slice(0, 32));
  return request;
}
