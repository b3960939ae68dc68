const WINDOWS = /^(?:[a-z]:[\\/]|\\\\)/i;
/** Other endings stay: groups that the Sentry SDK made by module must stay the same. */
const SCRIPT_ENDING = /\.[cm]?js$/;
const NODE_MODULES = 'node_modules/';

function withSlashes(path: string): string {
  return WINDOWS.test(path) ? path.replace(/^[a-z]:/i, '').replaceAll('\\', '/') : path;
}

/** Where in a path the folders begin that tell its place: below its package, else below `root`, else at the file itself. */
function startOfPlace(path: string, root: string): number {
  const inPackages = path.lastIndexOf(NODE_MODULES);
  if (inPackages >= 0) return inPackages + NODE_MODULES.length;
  const end = root.endsWith('/') ? root.length - 1 : root.length;
  return (path[end] === '/' && path.startsWith(root) ? end : path.lastIndexOf('/')) + 1;
}

/**
 * A frame's module (protocol 5.3): dotted folders below `root`, or below the nearest `node_modules`, then `:` and the file's stem.
 * Elsewhere the stem alone.
 */
export function moduleOf(filename: string, root: string): string {
  const path = withSlashes(filename);
  const start = startOfPlace(path, withSlashes(root));
  const slash = path.lastIndexOf('/');
  const stem = path.slice(slash + 1).replace(SCRIPT_ENDING, '');
  return slash < start ? stem : path.slice(start, slash).replaceAll('/', '.') + ':' + stem;
}
