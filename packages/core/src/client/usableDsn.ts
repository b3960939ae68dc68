import { type DsnComponents, parseDsn } from '../wire/dsn';
import type { VigilOptions } from './options';

/** The first DSN that parses; a bad one is named without its key. `''` and none mean disabled, without a word. */
export function usableDsn({ dsn }: VigilOptions, warn: (code: string, key: string, detail?: string) => void): DsnComponents | undefined {
  const given: unknown[] = Array.isArray(dsn) ? dsn : dsn === undefined || dsn === '' ? [] : [dsn];
  let first: DsnComponents | undefined;
  given.forEach((text, at) => {
    const parsed = parseDsn(text);
    if (!parsed) warn('V001', given.length > 1 ? `dsn[${at}]` : 'dsn');
    first ??= parsed;
  });
  return first;
}
