import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A copy of a package: `esm:@vigil/node` or `cjs:@vigil/node`. */
export function load(name) {
  const [format, specifier] = name.split(':');
  return format === 'esm' ? import(specifier) : require(specifier);
}
