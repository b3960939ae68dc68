import ts from 'typescript';
import { parse, type Sources, type Violation, violation, walk } from './sources';

/** What applications write as object literals. */
const WRITTEN =
  /(?:Options|Params|Config|Hint|Collection)$|^(?:Attachment|Breadcrumb|CheckIn|Deps|DeviceParts|FingerprintRule|Rate|ScopeContext|User)$/;

/**
 * `{ dsn: process.env.SENTRY_DSN }` must compile under `exactOptionalPropertyTypes`: undefined is the same as not given, and optional
 * members say so. A method cannot, a property of type `Callback` can.
 */
export function checkOptionalOptions(sources: Sources): Violation[] {
  return Object.entries(sources).flatMap(([path, text]) => {
    const file = parse(path, text);
    const found: Violation[] = [];
    for (const statement of file.statements) {
      if (!ts.isInterfaceDeclaration(statement) || !WRITTEN.test(statement.name.text)) continue;
      walk(statement, node => {
        if (isBareOptional(node)) found.push(violation(file, node, `${node.name.getText(file)} does not take undefined`));
      });
    }
    return found;
  });
}

function isBareOptional(node: ts.Node): node is ts.PropertySignature | ts.MethodSignature {
  if (ts.isMethodSignature(node)) return !!node.questionToken;
  return ts.isPropertySignature(node) && !!node.questionToken && !takesUndefined(node.type);
}

function takesUndefined(type: ts.TypeNode | undefined): boolean {
  if (type && ts.isUnionTypeNode(type)) return type.types.some(takesUndefined);
  return !type || type.kind === ts.SyntaxKind.UndefinedKeyword || type.kind === ts.SyntaxKind.UnknownKeyword;
}
