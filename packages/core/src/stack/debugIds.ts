import { safely } from '../base/safely';
import type { DebugImage, StackFrame } from '../wire/event';
import { toFilename } from './toFilename';
import type { StackParser } from './types';

type Globals = Record<'_debugIds' | '_sentryDebugIds', Record<string, unknown>>;

/** Each key is parsed once: a page can carry hundreds of chunks, and every event asks. */
const filesOf = new WeakMap<StackParser, Record<string, string>>();

/**
 * The debug ids that bundlers and engines leave on `root` (globalThis) for the files of these frames, one image per file; none when there
 * are no such globals or they are not of the known shape. `_sentryDebugIds` maps the stack of an error made in the file, `_debugIds` its
 * URL. `code_file` is what the frame says: `abs_path`, else `filename`. Never throws. Spec: protocol 5.9.
 */
export function debugImages(frames: StackFrame[], parser: StackParser, root: object): DebugImage[] {
  const files = filesOf.get(parser) ?? {};
  filesOf.set(parser, files);
  const ids: Record<string, unknown> = {};
  const images: Record<string, DebugImage> = {};
  safely(() => {
    const { _debugIds, _sentryDebugIds } = root as Globals;
    for (const url in _debugIds) ids[toFilename(url)] = _debugIds[url];
    for (const stack in _sentryDebugIds) {
      files[stack] ??= parser(stack).reduce((last, { filename }) => filename || last, '');
      ids[files[stack]] = _sentryDebugIds[stack];
    }
  });
  for (const { filename = '', abs_path } of frames) {
    const debug_id = ids[filename];
    const code_file = abs_path || filename;
    if (filename && typeof debug_id === 'string') images[code_file] = { type: 'sourcemap', code_file, debug_id };
  }
  return Object.values(images);
}
