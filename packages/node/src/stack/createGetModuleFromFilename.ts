import { dirname } from 'node:path';
import { moduleOf } from './moduleOf';

/**
 * Names a file's module as the frames of this package do: folders below `basePath` (default: that of the program's main file, else the
 * working folder), or below `node_modules`, then the file. Paths of Windows are known by their look.
 */
export function createGetModuleFromFilename(
  basePath: string = process.argv[1] ? dirname(process.argv[1]) : process.cwd(),
  _isWindows?: boolean,
): (filename: string | undefined) => string | undefined {
  return filename => (filename ? moduleOf(String(filename), String(basePath)) : undefined);
}
