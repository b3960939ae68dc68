/** Bun and Deno say so in `process.versions`, and give a Node version besides. */
export function readRuntimeContext(): Record<string, unknown> {
  const { bun, deno } = process.versions as { bun?: string; deno?: string };
  if (bun) return { name: 'bun', version: bun };
  return deno ? { name: 'deno', version: deno } : { name: 'node', version: process.version };
}
