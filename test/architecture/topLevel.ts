import ts from 'typescript';
import { parse, type Sources, unwrap, type Violation, violation } from './sources';

const DECLARATIONS = new Set([
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
]);

const LITERALS = new Set([
  ts.SyntaxKind.StringLiteral,
  ts.SyntaxKind.NumericLiteral,
  ts.SyntaxKind.BigIntLiteral,
  ts.SyntaxKind.RegularExpressionLiteral,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TrueKeyword,
  ts.SyntaxKind.FalseKeyword,
  ts.SyntaxKind.NullKeyword,
]);

/** Values that every bundler drops when nobody uses them, whatever stands inside. */
const INERT = new Set([ts.SyntaxKind.Identifier, ts.SyntaxKind.ArrowFunction, ts.SyntaxKind.FunctionExpression, ...LITERALS]);

const PURE_CONSTRUCTORS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

/**
 * A module's top level declares and never does: what runs there stays in every bundle, because a bundler cannot know that nobody
 * needs its effect. Only the syntax allowed here may stand at top level.
 */
export function checkTopLevel(sources: Sources): Violation[] {
  return Object.entries(sources).flatMap(([path, text]) => {
    const file = parse(path, text);
    return file.statements.flatMap(statement => {
      const culprit = effectOf(statement);
      return culprit ? [violation(file, culprit, `does something at top level: ${ts.SyntaxKind[culprit.kind]}`)] : [];
    });
  });
}

function effectOf(statement: ts.Statement): ts.Node | undefined {
  if (DECLARATIONS.has(statement.kind) || isDeclared(statement)) return undefined;
  if (ts.isImportDeclaration(statement)) return statement.importClause ? undefined : statement;
  if (ts.isEnumDeclaration(statement)) return firstOf(statement.members, member => member.initializer && effectOfValue(member.initializer));
  if (ts.isClassDeclaration(statement)) return effectOfClass(statement);
  if (ts.isExportAssignment(statement)) return effectOfValue(statement.expression);
  if (!ts.isVariableStatement(statement)) return statement;
  return firstOf(statement.declarationList.declarations, ({ name, initializer }) => {
    if (!ts.isIdentifier(name)) return name;
    return initializer && effectOfValue(initializer);
  });
}

function isDeclared(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
}

function effectOfValue(expression: ts.Expression): ts.Node | undefined {
  const value = unwrap(expression);
  if (INERT.has(value.kind) || isPure(value)) return undefined;
  if (ts.isPrefixUnaryExpression(value)) return isConstant(value.operand) ? undefined : value;
  if (ts.isVoidExpression(value)) return isConstant(value) ? undefined : value;
  if (ts.isArrayLiteralExpression(value)) return firstOf(value.elements, effectOfElement);
  if (ts.isObjectLiteralExpression(value)) return firstOf(value.properties, effectOfProperty);
  if (ts.isClassExpression(value)) return effectOfClass(value);
  return value;
}

const effectOfElement = (element: ts.Expression): ts.Node | undefined =>
  ts.isSpreadElement(element) ? element : ts.isOmittedExpression(element) ? undefined : effectOfValue(element);

function effectOfProperty(property: ts.ObjectLiteralElementLike): ts.Node | undefined {
  if (ts.isSpreadAssignment(property)) return property;
  return effectOfName(property.name) ?? (ts.isPropertyAssignment(property) ? effectOfValue(property.initializer) : undefined);
}

/** A computed key is evaluated where it stands; a well-known symbol is one that bundlers know. */
function effectOfName(name: ts.PropertyName | undefined): ts.Node | undefined {
  if (!name || !ts.isComputedPropertyName(name) || LITERALS.has(name.expression.kind)) return undefined;
  const key = name.expression;
  return ts.isPropertyAccessExpression(key) && ts.isIdentifier(key.expression) && key.expression.text === 'Symbol' ? undefined : name;
}

function effectOfClass(node: ts.ClassLikeDeclaration): ts.Node | undefined {
  const decorated = ts.canHaveDecorators(node) && ts.getDecorators(node)?.length;
  const parent = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (decorated || (parent && !ts.isIdentifier(parent))) return parent ?? node;
  return firstOf(node.members, member => {
    if (ts.isClassStaticBlockDeclaration(member)) return member;
    const isStatic = ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
    const initializer = isStatic && ts.isPropertyDeclaration(member) ? member.initializer : undefined;
    return effectOfName(member.name) ?? (initializer && effectOfValue(initializer));
  });
}

/** `new Map()`, `new Set(['a'])`, `Symbol.for('x')` and whatever its author marked as free of effects. */
function isPure(value: ts.Expression): boolean {
  if (!ts.isCallExpression(value) && !ts.isNewExpression(value)) return false;
  const text = value.getSourceFile().text;
  const start = value.getFullStart();
  const marks = [...(ts.getTrailingCommentRanges(text, start) ?? []), ...(ts.getLeadingCommentRanges(text, start) ?? [])];
  if (marks.some(({ pos, end }) => /[@#]__PURE__/.test(text.slice(pos, end)))) return true;
  const callee = value.expression.getText();
  const args = value.arguments ?? [];
  if (ts.isNewExpression(value))
    return PURE_CONSTRUCTORS.has(callee) && args.every(arg => ts.isArrayLiteralExpression(arg) && !effectOfValue(arg));
  return (callee === 'Symbol' || callee === 'Symbol.for') && args.every(arg => LITERALS.has(arg.kind));
}

function isConstant(value: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(value) || ts.isVoidExpression(value)) return isConstant(value.expression);
  if (ts.isPrefixUnaryExpression(value)) return isConstant(value.operand);
  return LITERALS.has(value.kind);
}

function firstOf<T>(items: readonly T[], effect: (item: T) => ts.Node | undefined): ts.Node | undefined {
  for (const item of items) {
    const culprit = effect(item);
    if (culprit) return culprit;
  }
  return undefined;
}
