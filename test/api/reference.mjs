// The API reference: every public name of a package with its types and its docstring, read from the built declarations.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { entries } from '../../scripts/entries.mjs';

export const referencePath = name => fileURLToPath(new URL(`../../docs/api/${name}.md`, import.meta.url));

const SECTIONS = [
  ['Functions', symbol => symbol.flags & ts.SymbolFlags.Function],
  ['Classes', symbol => symbol.flags & ts.SymbolFlags.Class],
  ['Values', symbol => symbol.flags & ts.SymbolFlags.Variable],
  ['Types', () => true],
];

function exportsOf(checker, program, path) {
  const module = checker.getSymbolAtLocation(program.getSourceFile(path));
  return checker.getExportsOfModule(module).map(symbol => ({
    name: symbol.name,
    symbol: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
  }));
}

/** Docstrings name the sections that their authors worked from; readers of the reference do not have those. */
const withoutSections = text =>
  text
    .replace(/\s*\((?:api\.md|protocol)[ :][^()]*\)/g, '')
    .replace(/, protocol [\d.]+(?=\))/g, '')
    .replace(/ ?Spec: protocol [\d.]*\d\./g, '');

/** A declaration as it is written; private members are nobody's business. */
function textOf(declaration) {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const written = statement
    .getText()
    .split('\n')
    .filter(line => !/^\s*private /.test(line))
    .join('\n');
  return written.replace(/^(export )?declare /, '');
}

function entryOf({ name, symbol }, checker) {
  const prose = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s*\n\s*/g, ' ');
  const code = (symbol.declarations ?? []).map(textOf).join('\n');
  return withoutSections([`### ${name}`, ...(prose ? [prose] : []), `\`\`\`ts\n${code}\n\`\`\``].join('\n\n'));
}

/** The names of one entry that `handedOn` has not. */
function sectionsOf(exported, handedOn, checker) {
  const own = exported.filter(({ symbol }) => !handedOn.includes(symbol)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts = [];
  const done = new Set();
  for (const [title, belongs] of SECTIONS) {
    const entriesHere = own.filter(each => !done.has(each) && belongs(each.symbol));
    for (const each of entriesHere) done.add(each);
    if (entriesHere.length > 0) parts.push(`## ${title}`, ...entriesHere.map(each => entryOf(each, checker)));
  }
  return parts;
}

/** One page a package, its entries one after the other. What an entry only hands on from another package, or from the main entry, stands there. */
export function referenceOf(name) {
  const own = entries().filter(entry => entry.package === name);
  const core = entries().find(entry => entry.package === 'core').esm.types;
  const program = ts.createProgram([...own.map(({ esm }) => esm.types), core], {
    target: ts.ScriptTarget.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
  });
  const checker = program.getTypeChecker();
  const handedOn = name === 'core' ? [] : exportsOf(checker, program, core).map(each => each.symbol);
  const parts = ['<!-- Made by `npm run api:update`. -->'];
  own.forEach(({ specifier, esm }, at) => {
    const exported = exportsOf(checker, program, esm.types);
    const from = at > 0 ? name : name === 'node' ? 'core' : undefined;
    parts.splice(at > 0 ? parts.length : 0, 0, `# ${specifier}`);
    if (from) parts.push(`Everything of [@vigil/${from}](${from}.md), and:`);
    parts.push(...sectionsOf(exported, handedOn, checker));
    handedOn.push(...exported.map(each => each.symbol));
  });
  return `${parts.join('\n\n')}\n`;
}
