import { type Client, type Event, exceptionsOf, framesOf, type Integration, type StackFrame } from '@vigil/core';
import { type Excerpt, type Place, readExcerpts } from './excerpt';
import { createExcerptCache, type ExcerptCache } from './excerptCache';
import { isOriginal, originalExcerpt } from './originalText';
import { runsAsWritten } from './runsAsWritten';
import { createSourceCheck, sourcePathOf } from './sourceFile';

export interface ContextLinesOptions {
  /** Lines on each side of a frame's own; 0: none. Default: `dataCollection.frameContextLines`, else 5. */
  frameContextLines?: number | undefined;
}

const DEFAULT_LINES = 5;
const MAX_LINES = 50;
/** Per exception. Whoever reads a report looks at the nearest frames; lines for all fifty would be four fifths of its bytes. */
const MAX_FRAMES = 10;
/** Per event. */
const MAX_FILES = 10;
const CACHE_BYTES = 1_048_576;

function linesFor(options: ContextLinesOptions, client: Client): number {
  const lines = options.frameContextLines ?? client.getOptions().dataCollection?.frameContextLines ?? DEFAULT_LINES;
  return lines >= 0 ? Math.min(Math.floor(lines), MAX_LINES) : DEFAULT_LINES;
}

/** Of one exception, nearest to the crash first, the application's own before all others. */
function barestOf(frames: StackFrame[]): StackFrame[] {
  const own: StackFrame[] = [];
  const foreign: StackFrame[] = [];
  for (let at = frames.length - 1; at >= 0 && own.length < MAX_FRAMES; at--) {
    const frame = frames[at] as StackFrame;
    if (frame.context_line === undefined && Number.isInteger(frame.lineno) && (frame.lineno as number) > 0)
      (frame.in_app ? own : foreign).push(frame);
  }
  return own.concat(foreign).slice(0, MAX_FRAMES);
}

function write(frame: StackFrame, { pre, line, post }: Excerpt): void {
  frame.pre_context = [...pre];
  frame.context_line = line;
  frame.post_context = [...post];
}

function fillOriginal(frame: StackFrame, context: number): boolean {
  const excerpt = originalExcerpt(frame, context);
  if (excerpt) write(frame, excerpt);
  return !!excerpt;
}

/** The frames that want lines of a file, by its path; the text that a source map brought stands in none. */
function filesOf(event: Event, context: number): Map<string, StackFrame[]> {
  const files = new Map<string, StackFrame[]>();
  for (const exception of exceptionsOf(event))
    for (const frame of barestOf(framesOf(exception))) {
      const path = fillOriginal(frame, context) ? undefined : sourcePathOf(frame);
      const known = path && files.get(path);
      if (known) known.push(frame);
      else if (path && files.size < MAX_FILES) files.set(path, [frame]);
    }
  return files;
}

function fillFile(path: string, frames: StackFrame[], context: number, cache: ExcerptCache): void {
  const missing: Array<Place & { frame: StackFrame; key: string }> = [];
  for (const frame of frames) {
    const { lineno: line = 0, colno: column = 0 } = frame;
    const mapped = isOriginal(frame);
    const key = `${path}:${line}:${column}:${context}${mapped ? ':mapped' : ''}`;
    const excerpt = cache.get(key);
    if (excerpt) write(frame, excerpt);
    else if (excerpt !== null) missing.push({ frame, key, line, column, mapped });
  }
  if (!missing.length) return;
  const excerpts = readExcerpts(path, missing, context);
  missing.forEach(({ frame, key }, at) => {
    const excerpt = excerpts[at] ?? null;
    cache.set(key, excerpt);
    if (excerpt) write(frame, excerpt);
  });
}

/**
 * Adds the source lines around each frame (protocol 5.3), read from disk when an event needs them and kept for the next, 1 MiB at most.
 * A file that is missing, longer than 4 MiB, or has changed since the process started (looked at once a second) gives none.
 */
export function contextLinesIntegration(given?: ContextLinesOptions): Integration {
  const options = given ?? {};
  const cache = createExcerptCache(CACHE_BYTES);
  const isAsExecuted = createSourceCheck();
  return {
    name: 'ContextLines',
    processEvent(event, _hint, client) {
      const context = linesFor(options, client);
      if (context > 0) {
        for (const [path, frames] of filesOf(event, context)) {
          try {
            const readable = runsAsWritten(path) ? frames : frames.filter(isOriginal);
            if (readable.length && isAsExecuted(path)) fillFile(path, readable, context, cache);
          } catch {
            // unreadable after all: the frames stay without lines
          }
        }
      }
      return event;
    },
  };
}
