const FOLDER = 'node_modules/';

/** The package a file of `node_modules` belongs to: its name and its folder. */
export interface PackagePlace {
  name: string;
  folder: string;
}

/** Undefined for a file of the application, or of Node. `file` is a path or a `file:` URL, of any system. */
export function packageOf(file: string): PackagePlace | undefined {
  const inFolder = file.replaceAll('\\', '/').lastIndexOf(`/${FOLDER}`);
  if (inFolder < 0) return undefined;
  const start = inFolder + 1 + FOLDER.length;
  const rest = file.slice(start).replaceAll('\\', '/');
  const slash = rest.indexOf('/');
  const end = rest.startsWith('@') && slash >= 0 ? rest.indexOf('/', slash + 1) : slash;
  return end > 0 ? { name: rest.slice(0, end), folder: file.slice(0, start + end) } : undefined;
}
