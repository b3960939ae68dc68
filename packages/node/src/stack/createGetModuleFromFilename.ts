import { moduleOf } from './moduleOf';
import { startFolder } from './startFolder';

/**
 * Names a file's module as the frames of this package do: folders below `basePath` (default: that of the started script), or below `node_modules`, then the file. Paths of Windows are known by their look.
 */
export function createGetModuleFromFilename(
  basePath: string = startFolder(),
  _isWindows?: boolean,
): (filename: string | undefined) => string | undefined {
  return filename => (filename ? moduleOf(String(filename), String(basePath)) : undefined);
}
