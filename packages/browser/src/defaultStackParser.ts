import { createStackParser, geckoStackLineParser, type StackLineParser, type StackParser, v8StackLineParser } from '@vigil/core';
import { fileName } from './fileName';

/** Of V8, and of JavaScriptCore and SpiderMonkey. */
export const defaultStackLineParsers: StackLineParser[] = [v8StackLineParser, geckoStackLineParser];

let parser: StackParser | undefined;

/**
 * Reads the stacks of V8, and of JavaScriptCore and SpiderMonkey. Frames of the function around callbacks (`guardCallback`) are left out:
 * they are not the page's, and an SDK's own file must not make an error its owner's.
 */
export const defaultStackParser: StackParser = (...args) => {
  parser ??= createStackParser(...defaultStackLineParsers);
  const frames = parser(...args);
  for (const frame of frames) if (frame.filename) frame.filename = fileName(frame.filename);
  return frames.filter(frame => !/vigilWrapped$/.test(`${frame.function}`));
};
