import { dirname, join, sep } from 'node:path';
import { createStackParser, peek, v8StackLineParser } from '@vigil/core';
import { builtin } from '../env/builtin';

const PACKAGES = ['@vigil/node', '@vigil/core'];

/** The file this code runs from, by a stack: `import.meta` does not outlive CommonJS, `__filename` does not exist beside it. */
function ownFile(): string | undefined {
  // the application's `Error.prepareStackTrace` may make anything of it, or throw
  const stack = peek(new Error(), 'stack');
  return typeof stack === 'string' ? createStackParser(v8StackLineParser)(stack, 1).at(-1)?.filename : undefined;
}

/**
 * Where code of the SDK stands that is not known by a `node_modules` in its path, as under a workspace link: folders, each with a separator
 * at its end. Nothing when `file` is in `node_modules`, or where a bundler made it one with the application's code. Never throws.
 */
export function ownFolders(file: string | undefined = ownFile()): string[] {
  if (!file || file.includes('node_modules')) return [];
  try {
    const { resolve } = builtin('node:module').createRequire(file);
    const folders = PACKAGES.map(name => join(dirname(resolve(`${name}/package.json`)), 'dist') + sep);
    // A bundle that finds the packages beside it is not one of them.
    return folders[0] && file.startsWith(folders[0]) ? folders : [];
  } catch {
    return [];
  }
}
