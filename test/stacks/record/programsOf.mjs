import { bundle } from './bundle.mjs';
import { compose, expectedFrames } from './compose.mjs';
import { programsFor } from './programs/index.mjs';

/** Everything that `engine` is to run: each program with the files it is made of and the frames that must come. */
export function programsOf(engine) {
  return programsFor(engine).map(program => {
    const files = compose(program, engine);
    return { ...program, ...(program.bundle ? bundle(files, engine) : { ...files, expected: expectedFrames(program, engine, files) }) };
  });
}
