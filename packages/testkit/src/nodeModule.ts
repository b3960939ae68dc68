interface NodeModules {
  'node:assert': typeof import('node:assert');
  'node:http': typeof import('node:http');
  'node:zlib': typeof import('node:zlib');
}
interface Host {
  process?: { getBuiltinModule?<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined };
}

/**
 * A module of Node's, asked for when it is needed: this package loads where there is no Node. Not by `import()`, which Jest refuses to
 * CommonJS. Undefined elsewhere, and before Node 20.16.
 */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  return (globalThis as Host).process?.getBuiltinModule?.(name);
}
