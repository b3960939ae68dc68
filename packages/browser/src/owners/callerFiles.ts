import { filesOf } from './filesOf';

/**
 * The files of whoever called `wrapper`, a function of ours that has not returned yet; innermost first. An engine that cannot leave out
 * our own functions is taken to have them in the innermost file alone.
 */
export function callerFiles(wrapper: object): Array<string | undefined> {
  const { captureStackTrace } = Error as { captureStackTrace?(target: object, from: object): void };
  const at: { stack?: unknown } = captureStackTrace ? {} : new Error();
  captureStackTrace?.(at, wrapper);
  const files = filesOf(at);
  if (captureStackTrace) return files;
  const others = files.findIndex(file => file !== files[0]);
  return others < 0 ? files : files.slice(others);
}
