// From a program to the files that an engine runs, and to the frames that it must print for them.
import { pick } from './program.mjs';

const NAME = /^(?:await\s+)?(?:new\s+)?[\w$.#]*/;

/** `{ name: text }` of everything to be written or served, the program itself under `main`. */
export function compose(program, engine) {
  const { slug, module, file = `${slug}.${module || engine.module ? 'mjs' : 'js'}` } = program;
  let { source } = program;
  for (const [word, [, code]] of Object.entries(program.inline ?? {})) source = source.replaceAll(word, () => JSON.stringify(code));
  const [imports, body] = module ? [source.slice(0, source.indexOf('\n') + 1), source.slice(source.indexOf('\n') + 1)] : ['', source];
  const wrapped = engine.wrap ? `${imports}export async function run(report) {\n${body}}\n` : `${source}${engine.report(slug)}\n`;
  const text = program.inPage ? `<!doctype html><meta charset=utf-8><script${module ? ' type=module' : ''}>${wrapped}</script>` : wrapped;
  return { main: file, files: { [file]: text, ...program.files } };
}

function findMark(name, texts) {
  for (const [file, text] of texts) {
    const at = text.indexOf(`/*@${name}*/`);
    if (at < 0) continue;
    const start = at + name.length + 5;
    const before = text.slice(0, start).split('\n');
    return { file, lineno: before.length, start: before.at(-1).length + 1, code: NAME.exec(text.slice(start))[0] };
  }
  throw new Error(`no mark ${name}`);
}

/** V8 and Gecko point at the start of a call, JavaScriptCore behind the name, Bun behind `new`. */
function columnOf({ start, code }, family) {
  if (family === 'jsc' || family === 'hermes') return start + code.length;
  return start + (family === 'bun' && code.startsWith('new ') ? 4 : 0);
}

function frameOf([nameOf, markOf], engine, texts, locate) {
  const name = pick(nameOf, engine);
  const mark = pick(markOf, engine);
  if (name === null) return undefined;
  if (mark === null) return { function: name, in_app: false };
  const { at = mark, plus, column, line, file } = typeof mark === 'object' ? mark : {};
  if (file) return { function: name, file };
  const found = findMark(typeof at === 'string' ? at : 'top', texts);
  const filename = locate(found.file);
  const frame = { function: name, filename, lineno: line ?? found.lineno };
  // workerd calls modules by bare names, of which only its platform package can say that they are the application's
  if (!engine.wrap) frame.in_app = !/node_modules[\\/]/.test(filename);
  if (column === undefined) frame.colno = plus === undefined ? columnOf(found, engine.family) : found.start + plus;
  else if (column !== 'any') frame.colno = column;
  return frame;
}

/** The frames that must come, nearest to the throw first, known from the program alone. */
export function expectedFrames(program, engine, { files }) {
  const inline = Object.values(program.inline ?? {});
  const virtual = new Set(inline.map(([file]) => file));
  // JavaScriptCore, in WebKit and in Bun, leaves query and hash away
  const keepsQuery = engine.family === 'v8' || engine.family === 'gecko';
  const locate = file =>
    virtual.has(file) ? file.replace(/^file:\/\/\/(?=\w:)/, '') : engine.locate((keepsQuery && program.asked?.[file]) || file);
  const texts = [...inline, ...Object.entries(files)];
  return program.frames.map(frame => frameOf(frame, engine, texts, locate)).filter(Boolean);
}
