import { type DsnComponents, parseDsn } from './dsn';

/** The option `dsn`, one or a list, in its order; undefined for what is none. Empty for `''` and none at all. */
export function dsnsOf(dsn: unknown): Array<DsnComponents | undefined> {
  const given: unknown[] = Array.isArray(dsn) ? dsn : dsn === undefined || dsn === '' ? [] : [dsn];
  return given.map(parseDsn);
}
