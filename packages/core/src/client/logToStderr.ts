import { originalOf } from '../base/wrap';
import { copyOf } from '../scope/copyOf';
import type { Logger, VigilOptions } from './options';

/**
 * The options with a logger that writes lines of every level to stderr, unless one was given: `console.debug` and `console.info` write to
 * stdout on servers, which belongs to the application. Like all that the SDK says, its lines leave no breadcrumbs.
 */
export function logToStderr(options: VigilOptions): VigilOptions {
  const given = copyOf(options) ?? {};
  const write = (line: string) => originalOf(console.warn).call(console, line);
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  return given.logger === undefined ? { ...given, logger } : given;
}
