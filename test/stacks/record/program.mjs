// How a program is written: JavaScript in which a comment `/*@name*/` marks each place that a stack must name, and the frames that must come,
// nearest to the throw first, each `[function, mark]`. Where engines differ, either is an object by engine (`node-20`), runtime (`node`),
// family (`v8`, `bun`, `gecko`, `jsc`, `hermes`) or `rest`; null: no such frame there. A frame with the mark null is native code: it has no place.
// A mark may be `{ at: mark, plus: columns }` where an engine points beside it, `{ at: mark, column: null }` where it prints no column,
// `{ at: mark, column: 'any' }` where it prints one that the program cannot know, and `{ file: part }` where it cannot know the file's name.

export const v8Only = ['node', 'deno', 'workerd', 'chromium'];
export const browsers = ['chromium', 'firefox', 'webkit'];

/** What `value` says for an engine: the most particular key wins. */
export function pick(value, engine) {
  if (value === null || typeof value !== 'object' || ['at', 'file', 'line'].some(key => key in value)) return value;
  for (const key of [engine.name, engine.runtime, engine.family, 'rest']) if (key in value) return pick(value[key], engine);
  return null;
}

/** One name for V8, another for the engines that print no receiver. */
export function others(v8, rest) {
  return { ...(typeof v8 === 'string' ? { v8 } : v8), ...(typeof rest === 'string' ? { rest } : rest) };
}

/** A function that awaits: Gecko and WebKitGTK do not show it. */
export function awaited(v8, bun = v8) {
  return { v8, bun, rest: null };
}

const topName = { node: 'Object.?', workerd: 'run', jsc: 'global code', hermes: 'global', rest: '?' };
const moduleName = { workerd: 'run', jsc: 'module code', rest: '?' };

/** A program whose function `main` throws. */
export function caught(slug, kind, { source, frames, top = true, ...rest }) {
  const last = rest.module ? moduleName : topName;
  return {
    slug,
    kind,
    source: `${source.trim()}\ntry { /*@top*/main(); } catch (error) { report(error); }\n`,
    frames: top ? [...frames, [last, 'top']] : frames,
    ...rest,
  };
}

/** A program whose async function `main` rejects. */
export function settled(slug, kind, { source, ...rest }) {
  return { slug, kind, source: `${source.trim()}\nmain().then(() => report(new Error('not thrown')), report);\n`, ...rest };
}
