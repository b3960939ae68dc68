import { asPairs } from './loose';

/** Any JSON value on one line, as short as it stays readable: `a=1 b=[2, 3]`. Deep parts become `{...}`. */
export function valueText(value: unknown, depth = 0): string {
  if (typeof value === 'string') return depth && /[\s,=]|^$/.test(value) ? JSON.stringify(value) : value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > 2) return Array.isArray(value) ? '[...]' : '{...}';
  if (Array.isArray(value)) return `[${value.map(element => valueText(element, depth + 1)).join(', ')}]`;
  const pairs = pairsText(asPairs(value), depth + 1);
  return depth ? `{${pairs}}` : pairs;
}

/** `a=1 b=2`; what is absent is left out. */
export function pairsText(pairs: Array<[string, unknown]>, depth = 1): string {
  return pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${valueText(value, depth)}`)
    .join(' ');
}
