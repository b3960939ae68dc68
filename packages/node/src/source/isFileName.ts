/** Characters. No system opens a path that is longer. */
const MAX_PATH = 4_096;

/** What an application makes frames of, for `captureEvent`, may be anything. */
export function isFileName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PATH;
}
