/**
 * What a carrier holds under a header's name, in whichever case, and the name to write it back under: a setter alone would leave two of
 * them. Knows objects of headers and whatever has a `get` (Headers, Map); of others it sees nothing.
 */
export function carriedHeader(carrier: unknown, name: string): [name: string, value: unknown] {
  if (typeof carrier !== 'object' || carrier === null) return [name, undefined];
  const { get } = carrier as { get?: unknown };
  if (typeof get === 'function') return [name, get.call(carrier, name)];
  const found = Object.entries(carrier).find(([key]) => key.toLowerCase() === name);
  return found ?? [name, undefined];
}
