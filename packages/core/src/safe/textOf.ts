import { type NormalizeLimits, normalize } from './normalize';

/** A safe text of anything, as `normalize` bounds it: a text itself, JSON of all else. */
export function textOf(value: unknown, limits?: NormalizeLimits): string {
  const safe = normalize(value, limits);
  return typeof safe === 'string' ? safe : `${JSON.stringify(safe)}`;
}
