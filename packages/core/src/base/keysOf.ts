import { safely } from './safely';

/** The first hundred keys of anything; a hostile Proxy has none, bytes neither. A list of millions is not listed for that. */
export function keysOf(value: object): string[] {
  return (
    safely(() => (ArrayBuffer.isView(value) ? [] : Object.keys(Array.isArray(value) ? value.slice(0, 100) : value).slice(0, 100))) ?? []
  );
}
