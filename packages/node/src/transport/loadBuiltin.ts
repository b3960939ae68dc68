/**
 * A builtin module when it is first needed: https and zlib together cost 3 ms and 1 MB, which a process that never sends should
 * not pay. `import()` only where `getBuiltinModule` is missing (before 20.16): it fails inside `vm` contexts such as Jest's.
 */
export async function loadBuiltin<T extends object>(id: string, load: () => Promise<{ default: T }>): Promise<T> {
  const get = process.getBuiltinModule as ((id: string) => object | undefined) | undefined;
  return (get?.(id) as T | undefined) ?? (await load()).default;
}
