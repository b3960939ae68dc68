import { createFrame } from './createFrame';
import type { StackLineParser } from './types';

/** Lines of V8 (Node, Chromium, Deno, workerd), and of Bun and Hermes, which print the same. */
export const v8StackLineParser: StackLineParser = [
  30,
  line =>
    createFrame(
      // Nearly all lines, in less than half of the time: one pair of brackets, and nothing of `async `, `address at `, `error: (`, `eval at ` in it.
      /^\s*at (?:async )?(?:([^()]*) )?\(([^()ae][^()]*)\)$/.exec(line) ??
        // Only a line that ends in a bracket, or was cut before its end, has a name. Names hold brackets too, `Vec (T) const (..)`, and
        // paths, `/a (1).js`: the one around the location is the first that does not close in front of more.
        /^\s*at (?:async )?(?:(?=.*\)$|.{1000})(?:(.*?) )??\((?![^()]*\)[ (]))?(?:async |address at |error: \(|(?:eval at [^(]*\()+(?!eval at ))?(.*[^)])/s.exec(
          line,
        ),
    ),
];
