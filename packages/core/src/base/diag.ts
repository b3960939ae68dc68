import { safely } from './safely';
import { originalOf } from './wrap';

/** Warning texts and option checks: loaded on servers and under the `development` condition, absent from production browser bundles. */
export interface Diagnostics {
  text(code: string, key: string, detail?: string): string;
  /** Returns the options without what is no good, so that the default stands in. */
  check<O extends object>(options: O, warn: (code: string, key: string, detail?: string) => void): O;
}

type Level = 'debug' | 'info' | 'warn';
type LoggerLike = Partial<Record<Level, (line: string) => void>>;

/** Writes one SDK message, round our own console breadcrumbs. A logger that is off, lacks the level or throws gets none, without a word. */
export function say(logger: LoggerLike | false | undefined, level: Level, text: string): void {
  safely(() => {
    const target = (logger ?? console) as Required<LoggerLike>;
    originalOf(target[level]).call(target, `[vigil] ${text}`);
  });
}
