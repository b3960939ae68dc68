import { isAbsolute, resolve } from 'node:path';
import { createStackParser, isInApp, type StackFrame, type StackParser, safely, v8StackLineParser } from '@vigil/core';
import { setOriginalText } from '../source/originalText';
import { moduleOf } from './moduleOf';
import { ownFolders } from './ownFolders';
import { startFolder } from './startFolder';

const MAX_MODULES = 500;

/** A source of an executable that Bun made with a source map: named from the folder it was made in. Bun's own code has a scheme, or no ending. */
const COMPILED_BY_BUN = /^(?![./\\]|[\w+.-]+:|.*node_modules[\\/]).*\.[cm]?[jt]sx?$/;
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

/**
 * A parser of V8's stack texts; each frame also gets its `module` below `root` (default: the folder of the started script) and `abs_path`. What
 * stands in one of `libraries` (default: the SDK's own folders) is not the application's.
 */
export function createNodeStackParser(root: string = startFolder(), libraries: string[] = ownFolders()): StackParser {
  const [priority, parseLine] = v8StackLineParser;
  const moduleIn = createModuleOf(root);
  const place = (frame: StackFrame): StackFrame => {
    if (!process.versions['bun']) locateMapped(frame);
    const { filename } = frame;
    if (!filename || filename.startsWith('<')) return frame;
    frame.module = moduleIn(filename);
    // so that it is the application's, as `./` says everywhere
    if (process.versions['bun'] && COMPILED_BY_BUN.test(filename)) Object.assign(frame, { filename: `./${filename}`, in_app: true });
    if (isAbsolute(filename)) frame.abs_path = filename;
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
