import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Text of each source file by its path from the repository's root, with forward slashes. */
export type Sources = Record<string, string>;

export interface Violation {
  path: string;
  line: number;
  message: string;
}

export const root = fileURLToPath(new URL('../../', import.meta.url));

export const publishedPackages = readdirSync(join(root, 'packages')).filter(name => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as { private?: boolean };
  return manifest.private !== true;
});

/** The TypeScript sources of one package; tests and what they run are left out. */
export function readSources(packageName: string): Sources {
  const folder = join(root, 'packages', packageName, 'src');
  const sources: Sources = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile() || !/\.tsx?$/.test(path) || /\.(test|bench|spec)(-d)?\.tsx?$|\/fixtures\//.test(path)) continue;
    sources[path] = readFileSync(join(root, path), 'utf8');
  }
  return sources;
}

/** The same without programs, which are run and never imported: they begin with the line that names their interpreter. */
export function readModules(packageName: string): Sources {
  return Object.fromEntries(Object.entries(readSources(packageName)).filter(([, text]) => !text.startsWith('#!')));
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, child => walk(child, visit));
}

/** An expression without its parentheses, casts and `!`. */
export function unwrap(expression: ts.Expression): ts.Expression {
  const wrapped =
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isTypeAssertionExpression(expression) ||
    ts.isNonNullExpression(expression);
  return wrapped ? unwrap(expression.expression) : expression;
}

export function violation(file: ts.SourceFile, node: ts.Node, message: string): Violation {
  return { path: file.fileName, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, message };
}

export function describeViolations(violations: Violation[]): string {
  return violations.map(({ path, line, message }) => `${path}:${line} ${message}`).join('\n');
}

/** `./x`, `../x/y` as the path of a file of `sources`; undefined for a bare specifier or a file that is not there. */
export function resolveImport(sources: Sources, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = join(dirname(from), specifier).split(sep).join('/');
  const bare = base.replace(/\.[jt]sx?$/, '');
  return [base, `${bare}.ts`, `${bare}.tsx`, `${bare}.d.ts`, `${base}.ts`, `${base}/index.ts`].find(path => path in sources);
}
