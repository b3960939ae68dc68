// `node scripts/commonJs.mjs <package folder>`: makes the CommonJS files and their types out of the ESM ones in `dist`.
// tsup's own CommonJS with split chunks goes through sucrase, which lowers every `?.` and `??` to a function call,
// and pins the names of `export *` before a package's own. esbuild does neither.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const dist = join(process.argv[2], 'dist');

// Nothing that is exported ever changes. As plain properties they cost no call of a getter at each use, and tests of applications can
// replace them. Before the list of names: of what stands after it `node` would know none.
const NAMES = '// Annotate the CommonJS export names for ESM import in node:';
const asValues = code =>
  code.replace(NAMES, `module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });\n${NAMES}`);

/** Files of this package import each other by path; everything else keeps its name. */
const toCjs = code => code.replace(/(\b(?:from|import|require\()\s*["']\.[^"']*)\.js(["'])/g, '$1.cjs$2');

for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, name);
  if (name.endsWith('.d.ts')) writeFileSync(file.replace(/\.ts$/, '.cts'), toCjs(readFileSync(file, 'utf8')));
  else if (name.endsWith('.js')) {
    // `node` adds the list of names by which `import { init }` works on a CommonJS file
    const { code } = transformSync(readFileSync(file, 'utf8'), { format: 'cjs', target: 'es2022', platform: 'node' });
    writeFileSync(file.replace(/\.js$/, '.cjs'), asValues(toCjs(code)));
  }
}
