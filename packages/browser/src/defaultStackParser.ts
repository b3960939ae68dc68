import {
  createStackParser,
  geckoStackLineParser,
  type StackFrame,
  type StackLineParser,
  type StackParser,
  v8StackLineParser,
} from '@vigil/core';
import { fileName } from './fileName';

/** Of V8, and of JavaScriptCore and SpiderMonkey. */
export const defaultStackLineParsers: StackLineParser[] = [v8StackLineParser, geckoStackLineParser];

let parser: StackParser | undefined;

/**
 * Reads the stacks of V8, and of JavaScriptCore and SpiderMonkey. Frames of the function around callbacks (`guardCallback`) and of that around
 * `fetch`, with whatever name it has in its bundle, are left out: they are not the page's, and an SDK's own file must not make an error its
 * owner's.
 */
export const defaultStackParser: StackParser = (...args) => {
  parser ??= createStackParser(...defaultStackLineParsers);
  const frames = parser(...args);
  for (const frame of frames) if (frame.filename) frame.filename = fileName(frame.filename);
  return frames.filter((frame, at) => !ours(frame) && ours(frames[at + 1]) !== 'Fetch');
};

function ours(frame: StackFrame | undefined): string | undefined {
  return /vigil(Wrapped|Fetch)$/.exec(`${frame?.function}`)?.[1];
}
