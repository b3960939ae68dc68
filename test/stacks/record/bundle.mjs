// A bundle of one line. Its comments are gone, so the place is that of the text itself: where `new Error(` stands now.
import { transformSync } from 'esbuild';

export function bundle({ main, files }, engine) {
  const { code } = transformSync(files[main].replace('/*@top*/', ''), { minifyWhitespace: true, minifySyntax: true, target: 'es2022' });
  const text = code.trim();
  const start = text.indexOf('new Error(') + 1;
  const colno = start + { jsc: 'new Error'.length, bun: 'new '.length, v8: 0, gecko: 0 }[engine.family];
  const frame = { function: 'pay', filename: engine.locate(main), lineno: 1, colno };
  return { main, files: { ...files, [main]: text }, expected: [engine.wrap ? frame : { ...frame, in_app: true }] };
}
