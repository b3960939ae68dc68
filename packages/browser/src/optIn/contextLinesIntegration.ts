import { allFramesOf, type Integration, type StackFrame, safely } from '@vigil/core';
import { pageLines } from './pageLines';

export interface ContextLinesOptions {
  /** On each side. Default: `dataCollection.frameContextLines`, else 5. */
  frameContextLines?: number | undefined;
}

const MAX_LINE = 140;

/** Around the column, where the line is long. */
function cut(line: string, column = 1): string {
  if (line.length <= MAX_LINE + 10) return line;
  const from = Math.max(0, Math.min(column - 60, line.length - MAX_LINE));
  return `${from ? '{snip} ' : ''}${line.slice(from, from + MAX_LINE)}${from + MAX_LINE < line.length ? ' {snip}' : ''}`;
}

function addLines(frame: StackFrame, lines: string[], around: number): void {
  const at = (frame.lineno ?? 0) - 1;
  const line = lines[at];
  if (line === undefined || frame.context_line !== undefined) return;
  frame.pre_context = lines.slice(Math.max(0, at - around), at).map(each => cut(each));
  frame.context_line = cut(line, frame.colno);
  frame.post_context = lines.slice(at + 1, at + 1 + around).map(each => cut(each));
}

/**
 * Adds source lines to frames of scripts that stand in the page's own HTML, which no server has in a file. Where the document has changed
 * so much that the lines cannot be found with certainty, none are added.
 */
export function contextLinesIntegration(options?: ContextLinesOptions): Integration {
  const { frameContextLines } = options ?? {};
  return {
    name: 'ContextLines',
    processEvent(event, _hint, client) {
      const around = frameContextLines ?? client.getOptions().dataCollection?.frameContextLines ?? 5;
      safely(() => {
        const page = globalThis.document && location.href.replace(/[?#].*/s, '');
        const ofPage = allFramesOf(event).filter(({ filename }) => filename?.replace(/[?#].*/s, '') === page);
        const lines = page && around > 0 && ofPage.length ? pageLines(document, ofPage) : undefined;
        if (lines) for (const frame of ofPage) addLines(frame, lines, around);
      });
      return event;
    },
  };
}
