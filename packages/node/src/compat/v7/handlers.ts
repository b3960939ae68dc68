import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AdapterOptions, isObject, safely, type User } from '@vigil/core';
import { type ExpressErrorMiddleware, expressErrorHandler, trpcMiddleware, wrapRequestListener } from '@vigil/node';
import { notBuiltYet } from '../../later/notBuiltYet';
import { addRequestDataToEvent } from './addRequestDataToEvent';
import { deprecated } from './deprecated';

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

export interface RequestHandlerOptions {
  /** Which fields of `request.user` events carry; true: `id`, `username` and `email`. Default: none. */
  user?: boolean | string[] | undefined;
  /** `user` as above. What of the request is sent, `dataCollection` says. */
  include?: { user?: boolean | string[] | undefined; [part: string]: unknown } | undefined;
  [option: string]: unknown;
}

const USER_KEYS = ['id', 'username', 'email'];

function userReader(fields: true | string[]): (request: IncomingMessage) => User | undefined {
  return request => {
    const { user } = request as { user?: User };
    const known = (fields === true ? USER_KEYS : fields).filter(key => user?.[key] !== undefined);
    return known.length ? Object.fromEntries(known.map(key => [key, user?.[key]])) : undefined;
  };
}

/**
 * Requests are isolated without it; it helps one that no server of this process emitted, and code that lost its context on the way here.
 * Of `request.user` it takes what `user` names, and by default nothing.
 */
function requestHandler(options: RequestHandlerOptions = {}): Middleware {
  deprecated('Handlers.requestHandler', 'remove it: requests are isolated by themselves');
  const fields = safely(() => options.include?.user ?? options.user);
  const goOn: Middleware = (_request, _response, next) => void next();
  const inContext = wrapRequestListener(goOn, { userFromRequest: fields ? userReader(fields) : undefined });
  return (request, response, next) => (isObject(request) && isObject(response) ? inContext : goOn)(request, response, next);
}

/** `expressErrorHandler`: the response decides what is reported, `shouldHandleError` overrides. `res.sentry` is the event's id. */
function errorHandler(options?: Pick<AdapterOptions, 'shouldHandleError'>): ExpressErrorMiddleware {
  deprecated('Handlers.errorHandler', 'use setupExpressErrorHandler(app)');
  return expressErrorHandler(options);
}

/** Requests continue the trace of their caller without it. Makes no transaction yet. */
function tracingHandler(): Middleware {
  notBuiltYet('Handlers.tracingHandler');
  return (_request, _response, next) => next();
}

/** v7's middlewares for Express and Connect. */
export const Handlers = { requestHandler, errorHandler, tracingHandler, trpcMiddleware, parseRequest: addRequestDataToEvent };
