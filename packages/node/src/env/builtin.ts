// by its whole name: webpack reads a `createRequire(...)` as one of its own, and warns where it is no literal
import * as modules from 'node:module';

interface Builtins {
  'node:crypto': typeof import('node:crypto');
  'node:events': typeof import('node:events');
  'node:http': typeof import('node:http');
  'node:http2': typeof import('node:http2');
  'node:https': typeof import('node:https');
  'node:module': typeof import('node:module');
  'node:net': typeof import('node:net');
  'node:perf_hooks': typeof import('node:perf_hooks');
  'node:sea': typeof import('node:sea');
  'node:util': typeof import('node:util');
  'node:v8': typeof import('node:v8');
  'node:worker_threads': typeof import('node:worker_threads');
  'node:zlib': typeof import('node:zlib');
}

/**
 * A module of Node's, when it is asked for. An `import` of one in an ES module reads all of its exports, and so loads what Node itself
 * loads only for those who use it: for `node:http` on Node 22 that is its `WebSocket` with TLS and cryptography, 15 ms in all. Without
 * waiting, and inside `vm` contexts such as Jest's, where `import()` fails.
 */
export function builtin<Id extends keyof Builtins>(id: Id): Builtins[Id] {
  // missing before Node 20.16
  const get = process.getBuiltinModule as ((id: string) => object | undefined) | undefined;
  return (get?.(id) ?? modules.createRequire(process.execPath)(id)) as Builtins[Id];
}

/** Whether this process has loaded it, whoever asked for it; false where the runtime does not say. */
export function isLoaded(id: string): boolean {
  const { moduleLoadList } = process as { moduleLoadList?: unknown };
  return Array.isArray(moduleLoadList) && moduleLoadList.includes(`NativeModule ${id}`);
}
