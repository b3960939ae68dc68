import ts from 'typescript';
import { parse, resolveImport, type Sources, walk } from './sources';

export interface Import {
  from: string;
  specifier: string;
  /** The imported file, when it is one of the sources. */
  to: string | undefined;
  /** Only `import type` and `export type` vanish from the output; `import { type A }` leaves an empty import behind. */
  typeOnly: boolean;
  line: number;
}

export function importsOf(sources: Sources): Import[] {
  return Object.entries(sources).flatMap(([path, text]) => {
    const file = parse(path, text);
    const found: Import[] = [];
    walk(file, node => {
      const reference = referenceOf(node);
      if (!reference) return;
      const { specifier, typeOnly } = reference;
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push({ from: path, specifier, to: resolveImport(sources, path, specifier), typeOnly, line });
    });
    return found;
  });
}

function referenceOf(node: ts.Node): { specifier: string; typeOnly: boolean } | undefined {
  if (ts.isImportDeclaration(node)) return literal(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  if (ts.isExportDeclaration(node)) return literal(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal, true) : undefined;
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return literal(node.moduleReference.expression, node.isTypeOnly);
  }
  if (ts.isCallExpression(node) && isLoader(node.expression)) return literal(node.arguments[0], false);
  return undefined;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function literal(node: ts.Node | undefined, typeOnly: boolean): { specifier: string; typeOnly: boolean } | undefined {
  return node && ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : undefined;
}
