import { createFrame } from './createFrame';
import type { StackLineParser } from './types';

/** Lines of Gecko and JavaScriptCore: `name@url:line:column`, from JavaScriptCore also a bare `url:line:column`. */
export const geckoStackLineParser: StackLineParser = [
  50,
  line =>
    // A URL may hold an @ itself, so a line that begins as one has no name. `async*name` was called asynchronously. Old Safari puts `at`
    // before extensions and prints `safari-extension:(//..:1:2)`. JavaScriptCore says no place for what eval made, `pay@`.
    createFrame(
      /^\s*(?!\s)(?:at )?(?:(?=\/|[\w+.-]+:\(?\/)|(?:[^@]*\*)?([^@*]*)@)(.*)/.exec(
        line.replace(':(/', ':/').replace(/^([^\s@]+)@$/, '$1@[eval code]'),
      ),
    ),
];
