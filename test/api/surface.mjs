import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { entries } from '../../scripts/entries.mjs';

const require = createRequire(import.meta.url);

export const snapshotPath = name => fileURLToPath(new URL(`./${name}.txt`, import.meta.url));

/** Every entry of a package: what it exports at run time, and its types without their comments. */
export async function surfaceOf(name) {
  const parts = [];
  // what entries share is listed with the first
  const seen = new Set();
  for (const { specifier, esm, cjs } of entries().filter(entry => entry.package === name)) {
    const namespace = await import(pathToFileURL(esm.code).href);
    const names = Object.keys(namespace).sort();
    const missing = names.filter(key => key !== 'default' && !(key in require(cjs.code)));
    if (missing.length > 0) throw new Error(`${specifier}: CommonJS lacks ${missing.join(', ')}`);
    parts.push(
      `# ${specifier}\n`,
      '## exports',
      ...names.map(key => `${key}: ${kindOf(namespace[key])}`),
      '',
      '## types',
      typesOf(cjs.types, seen),
    );
  }
  return `${parts.join('\n')}\n`;
}

function kindOf(value) {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : typeof value;
}

/** A file of types with the shared chunks it stands on; the hashes in their names change with every build and say nothing. */
function typesOf(path, seen) {
  if (seen.has(path)) return '';
  seen.add(path);
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });
  const chunks = file.statements
    .filter(
      statement =>
        (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) && statement.moduleSpecifier?.text.startsWith('.'),
    )
    .map(statement => typesOf(join(dirname(path), statement.moduleSpecifier.text.replace(/\.cjs$/, '.d.cts')), seen));
  const text = printer.printFile(file).replace(/(?:-[\w-]{8})?\.cjs/g, '.js');
  return [text.trimEnd(), ...chunks.filter(Boolean)].join('\n\n');
}
