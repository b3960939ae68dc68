import { copyShape, getClient, getCurrentHub, safely, wrapHandler } from '@vigil/core';
import { wrapFetchHandler } from '../withStorage';
import type { ClassOf } from './cloudflareTypes';
import { type OptionsOf, startOnce } from './startOnce';

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** What the runtime calls by these names may also stand on the object itself. */
const HANDLERS = ['fetch', 'alarm', 'webSocketMessage', 'webSocketClose', 'webSocketError', 'run', 'scheduled', 'queue', 'email', 'tail'];

/** Calls of the object's own methods belong to the call from outside that they come from. */
function isInside(): boolean {
  const client = getClient();
  return !!client && getCurrentHub() !== client.home;
}

function served(method: Method, name: string, { title, system }: { title: string; system: string }): Method {
  const outer =
    name === 'fetch'
      ? wrapFetchHandler(method as unknown as () => Promise<Response>)
      : wrapHandler(method, { name: `${title}.${name}`, system });
  return copyShape(method, function (this: unknown, ...args: unknown[]): unknown {
    return Reflect.apply(isInside() ? method : outer, this, args);
  }) as Method;
}

/** Each by its name, those of the classes it extends too; accessors and symbols are not called by the runtime. */
function methodsOf(Class: { prototype: unknown }): Map<string, Method> {
  const found = new Map<string, Method>();
  for (let at = Class.prototype as object | null; at && at !== Object.prototype; at = Object.getPrototypeOf(at) as object | null) {
    for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (key !== 'constructor' && typeof value === 'function' && !found.has(key)) found.set(key, value as Method);
    }
  }
  return found;
}

/**
 * A subclass whose methods, called from outside, have a context each, and whose failures are reported once. What is private stays
 * reachable: methods are called on the object itself. What is no class is given back.
 */
export function wrapClass<Env, C extends ClassOf<Env>>(optionsOf: OptionsOf<Env>, Class: C, system: string): C {
  return safely(() => subclassOf(optionsOf, Class, system)) ?? Class;
}

function subclassOf<Env, C extends ClassOf<Env>>(optionsOf: OptionsOf<Env>, Class: C, system: string): C {
  const { name: title } = Class;
  const serve = (method: Method, name: string) => served(method, name, { title, system });
  class Served extends (Class as ClassOf<never>) {}
  Object.defineProperty(Served, 'name', { value: title, configurable: true });
  for (const [name, method] of methodsOf(Class)) {
    Object.defineProperty(Served.prototype, name, { value: serve(method, name), configurable: true, writable: true });
  }

  function serveOwn(object: object): object {
    for (const name of HANDLERS) {
      const own: unknown = Object.getOwnPropertyDescriptor(object, name)?.value;
      if (typeof own === 'function') safely(() => Object.assign(object, { [name]: serve(own as Method, name) }));
    }
    return object;
  }
  return new Proxy(Served, {
    construct(target, given: [ctx: never, env: never], as) {
      startOnce(() => optionsOf(given[1]));
      return serveOwn(Reflect.construct(target, given, as) as object);
    },
  }) as unknown as C;
}
