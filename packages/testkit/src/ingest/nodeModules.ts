type Http = typeof import('node:http');
type Zlib = typeof import('node:zlib');

interface Host {
  process?: { getBuiltinModule?(name: string): unknown };
}

// Asked for when a server starts, so that the in-memory kit of this package loads where there is no Node; and without `import()` where that
// can be, which Jest refuses to CommonJS.
const given = (name: string) => (globalThis as Host).process?.getBuiltinModule?.(name);

export const nodeHttp = async (): Promise<Http> => (given('node:http') as Http | undefined) ?? import('node:http');
export const nodeZlib = async (): Promise<Zlib> => (given('node:zlib') as Zlib | undefined) ?? import('node:zlib');
