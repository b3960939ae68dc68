import { isAbsolute, resolve } from 'node:path';
import { createStackParser, isInApp, type StackFrame, type StackParser, safely, v8StackLineParser } from '@vigil/core';
import { setOriginalText } from '../source/originalText';
import { createSourceCheck } from '../source/sourceFile';
import { isSingleExecutable } from './isSingleExecutable';
import { moduleOf } from './moduleOf';
import { ownFolders } from './ownFolders';
import { startFolder } from './startFolder';

const MAX_MODULES = 500;

/**
 * A source of an executable, named from the folder it was made in: of Bun's with a source map, of Node's the bundle, as its `main` has it. The
 * runtime's own code has a scheme, or no ending.
 */
const COMPILED = /^(?![./\\]|[\w+.-]+:|.*node_modules[\\/]).*\.[cm]?[jt]sx?$/;
/** A source below the working folder, or beside it. V8 names none so: who had the stack before us (SvelteKit 3) has mapped it. */
const MAPPED = /^(?!\.[\\/]|[\\/]|[\w+.-]+:).*[\\/][^\\/]*\.(?:[cm]?[jt]sx?|svelte|vue|astro)$/;

/** `moduleOf` below `root`, remembered for the files seen of late: stacks go through the same few over and over. */
function createModuleOf(root: string): (filename: string) => string {
  const modules = new Map<string, string>();
  return filename => {
    const known = modules.get(filename);
    if (known !== undefined) return known;
    // A copy: a piece of the stack text would keep the whole text in memory, message and all.
    const own = Buffer.from(filename).toString();
    const module = moduleOf(own, root);
    if (modules.size >= MAX_MODULES) modules.clear();
    modules.set(own, module);
    return module;
  };
}

function locateMapped(frame: StackFrame): void {
  const { filename = '' } = frame;
  // without a working folder there is no path
  const path = MAPPED.test(filename) && safely(() => resolve(filename));
  if (!path) return;
  frame.filename = path;
  frame.in_app = isInApp(path);
  setOriginalText(frame, undefined);
}

/** The bundle is there to be read where the executable is started in the folder it was made in. The name stays, from wherever it is started. */
function createLocateBundle(): (frame: StackFrame) => void {
  const isAsExecuted = createSourceCheck();
  return frame => {
    const path = frame.in_app && safely(() => resolve(frame.filename as string));
    if (path && isAsExecuted(path)) frame.abs_path = path;
  };
}

/**
 * A parser of V8's stack texts; each frame also gets its `module` below `root` (default: the folder of the started script) and `abs_path`. What
 * stands in one of `libraries` (default: the SDK's own folders) is not the application's.
 */
export function createNodeStackParser(root: string = startFolder(), libraries: string[] = ownFolders()): StackParser {
  const [priority, parseLine] = v8StackLineParser;
  const moduleIn = createModuleOf(root);
  const isBun = 'bun' in process.versions;
  const isSea = !isBun && isSingleExecutable();
  const locateBundle = createLocateBundle();
  const place = (frame: StackFrame): StackFrame => {
    if (!isBun && !isSea) locateMapped(frame);
    const { filename } = frame;
    if (!filename || filename.startsWith('<')) return frame;
    frame.module = moduleIn(filename);
    // so that it is the application's, as `./` says everywhere
    if ((isBun || isSea) && COMPILED.test(filename)) Object.assign(frame, { filename: `./${filename}`, in_app: true });
    if (isAbsolute(filename)) frame.abs_path = filename;
    else if (isSea) locateBundle(frame);
    if (libraries.some(folder => filename.startsWith(folder))) frame.in_app = false;
    return frame;
  };
  return createStackParser([
    priority,
    line => {
      const frame = parseLine(line);
      return frame && place(frame);
    },
  ]);
}

let shared: StackParser | undefined;

/** `createNodeStackParser()`, made at the first stack. */
export function nodeStackParser(stack: string, skipFirstLines?: number, framesToPop?: number): StackFrame[] {
  shared ??= createNodeStackParser();
  return shared(stack, skipFirstLines, framesToPop);
}
