// `node scripts/commonJs.mjs <package folder>`: makes the CommonJS files and their types out of the ESM ones in `dist`.
// tsup's own CommonJS with split chunks goes through sucrase, which lowers every `?.` and `??` to a function call,
// and pins the names of `export *` before a package's own. esbuild does neither.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { transformSync } from 'esbuild';

const dist = join(process.argv[2], 'dist');

// What stands from here on is never run: by it `import { init }` works on a CommonJS file.
const NAMES = '0&&(module.exports={';
const COPIED = "module.exports=Object.defineProperty({...module.exports},'__esModule',{value:true});\n";

/**
 * Nothing that is exported ever changes. As plain properties, set at the end and all at once, exports cost no call of a getter at each use
 * and no copies at the start, and tests of applications can replace them.
 */
function asValues(code) {
  const parts = [];
  const take = part => {
    parts.push(part);
    return '';
  };
  const rest = code
    .replace('module.exports=__toCommonJS(stdin_exports);', '')
    // a package's own names go before those of `export *`
    .replace(/__reExport\(stdin_exports,(require\("[^"]+"\)),module\.exports\);/g, (_, from) => take(`...${from}`))
    .replace(/__export\(stdin_exports,\{([^}]*)\}\);/, (_, names) => take(names.replace(/:\(\)=>/g, ':')));
  if (/__(?:toCommonJS|reExport|export)\(/.test(rest)) throw new Error('esbuild writes exports in another way now');
  return parts.length ? `${rest}module.exports=Object.defineProperty({${parts}},'__esModule',{value:true});` : rest;
}

/** Files of this package import each other by path; everything else keeps its name. */
const toCjs = code => code.replace(/(\b(?:from|import|require\()\s*["']\.[^"']*)\.js(["'])/g, '$1.cjs$2');

const TARGET = { target: 'es2022', platform: 'node', minifyWhitespace: true };

function commonJsOf(esm) {
  const code = toCjs(transformSync(esm, { format: 'cjs', ...TARGET }).code);
  const end = code.includes(NAMES) ? code.indexOf(NAMES) : code.length;
  // `attw` believes types with a default export beside what esbuild itself writes of one, on a line that begins with it
  if (code.includes('{default:()=>')) return `${code.slice(0, end).replace('__export(stdin_exports', '\n$&')}${COPIED}${code.slice(end)}`;
  // once more: without what wrote the exports before, in lines as tsup.base.ts has them
  const run = transformSync(asValues(code.slice(0, end)), { ...TARGET, treeShaking: true, lineLimit: 100 });
  return run.code + code.slice(end);
}

/**
 * The types of both module forms, once: a third of what is installed, and one `Client` for a program that imports in both ways. A module
 * may name those of a CommonJS file; the other way round it may not. `export *` leaves out what a default export would be.
 */
function writeTypes(file) {
  const types = readFileSync(file, 'utf8');
  writeFileSync(file.replace(/\.ts$/, '.cts'), toCjs(types));
  if (/^export default\b|^export .*\bas default\b/m.test(types)) return;
  // what entries share is imported by them alone
  if (existsSync(file.replace(/\.d\.ts$/, '.js'))) writeFileSync(file, `export * from './${basename(file, '.d.ts')}.cjs';\n`);
  else rmSync(file);
}

for (const name of readdirSync(dist, { recursive: true })) {
  const file = join(dist, name);
  if (name.endsWith('.d.ts')) writeTypes(file);
  // a script for pages is no module of either kind
  else if (name.endsWith('.js') && !name.endsWith('.min.js'))
    writeFileSync(file.replace(/\.js$/, '.cjs'), commonJsOf(readFileSync(file, 'utf8')));
}
