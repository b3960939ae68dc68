import { allFramesOf, type Client, type Event, type Integration, isInApp, listOf, type StackFrame } from '@vigil/core';
import { moduleOf } from '../stack/moduleOf';
import { startFolder } from '../stack/startFolder';
import { setOriginalText } from './originalText';
import { sourcePathOf } from './sourceFile';
import { findSources, type SourcePlace } from './sourceMap';
import { createSourceMapReader, type LocatedMap } from './sourceMapOf';

/** Places of one file. */
const MAX_KNOWN = 1000;
/** A bundle of what was compiled before it (SvelteKit's) has maps behind its map. What no engine runs was not compiled. */
const COMPILED = /\.[cm]?js$/;
const MAX_STEPS = 3;

/** All but those whose map the server has: it knows a file by its debug id. */
function unmappedOf(event: Event): StackFrame[] {
  const uploaded = new Set(listOf(event.debug_meta?.images).map(({ code_file }) => code_file));
  return allFramesOf(event).filter(frame => !uploaded.has(frame.abs_path || frame.filename || ''));
}

/** In-app frames with a place, by file. */
function byFile(frames: StackFrame[]): Map<string, StackFrame[]> {
  const files = new Map<string, StackFrame[]>();
  for (const frame of frames) {
    const path = frame.in_app && frame.lineno && frame.context_line === undefined && sourcePathOf(frame);
    if (!path) continue;
    const known = files.get(path);
    if (known) known.push(frame);
    else files.set(path, [frame]);
  }
  return files;
}

const keyOf = ({ lineno, colno }: StackFrame): string => `${lineno}:${colno}`;

/** Where the frames of one file were written, in their order; one pass over the map for all that were not seen of late. */
function placesOf(frames: StackFrame[], { map, path, known }: LocatedMap): Array<SourcePlace | undefined> {
  if (known.size > MAX_KNOWN) known.clear();
  const missing = frames.filter(frame => !known.has(keyOf(frame)));
  if (missing.length) {
    const places = missing.map(({ lineno: line = 0, colno: column = 0 }) => ({ line, column }));
    findSources(map, places, path).forEach((place, at) => {
      known.set(keyOf(missing[at] as StackFrame), place);
    });
  }
  return frames.map(frame => known.get(keyOf(frame)));
}

function rewrite(frame: StackFrame, { filename, line, column, content }: SourcePlace, client: Client): void {
  const { inAppInclude, inAppExclude } = client.getOptions();
  frame.filename = filename;
  if (frame.abs_path) frame.abs_path = filename;
  if (frame.module) frame.module = moduleOf(filename, startFolder());
  // a bundle holds packages too
  frame.in_app = isInApp(filename, inAppInclude, inAppExclude);
  frame.lineno = line;
  frame.colno = column;
  setOriginalText(frame, content);
}

/**
 * Frames as they were written, where code was transformed before it ran: by the source map of the file, inline or beside it, and by that of
 * the file it names. Their lines, which the map may carry, are `contextLinesIntegration`'s to add: it must come after. Maps are read when an
 * event needs them. Does nothing where Node maps stacks itself (`--enable-source-maps`, tsx), and for files with a debug id, whose maps the
 * server has.
 */
export function sourceMapsIntegration(): Integration {
  const readMap = createSourceMapReader();

  /** Rewrites what stands in a file with a map, and returns those whose place is in another file now that may have one too. */
  function rewriteAll(all: StackFrame[], client: Client): StackFrame[] {
    const moved: StackFrame[] = [];
    for (const [path, frames] of byFile(all)) {
      try {
        const located = readMap(path);
        if (!located) continue;
        placesOf(frames, located).forEach((place, at) => {
          const frame = frames[at] as StackFrame;
          if (!place) return;
          rewrite(frame, place, client);
          if (place.filename !== path && COMPILED.test(place.filename)) moved.push(frame);
        });
      } catch {
        // not a source map after all
      }
    }
    return moved;
  }

  return {
    name: 'SourceMaps',
    processEvent(event, _hint, client) {
      if ((process as { sourceMapsEnabled?: boolean }).sourceMapsEnabled) return event;
      let frames = unmappedOf(event);
      for (let step = 0; frames.length && step < MAX_STEPS; step++) frames = rewriteAll(frames, client);
      return event;
    },
  };
}
