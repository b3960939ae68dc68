import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { importsOf } from './imports';
import { type Sources, unwrap, type Violation, violation, walk } from './sources';

const PLATFORM_NAMES = new Set([
  ...['process', 'Buffer', 'require', 'module', 'exports', '__dirname', '__filename', 'global', 'setImmediate', 'Bun', 'Deno'],
  ...['window', 'document', 'navigator', 'location', 'self', 'history', 'XMLHttpRequest', 'localStorage', 'sessionStorage'],
]);

/** No platform in these files: none of its modules, none of its globals, neither bare nor read off globalThis. */
export function checkPlatform(sources: Sources): Violation[] {
  const modules = importsOf(sources)
    .filter(({ specifier }) => isBuiltin(specifier))
    .map(({ from, line, specifier }) => ({ path: from, line, message: `imports ${specifier}` }));
  const program = programOf(sources);
  const checker = program.getTypeChecker();
  const globals = program.getSourceFiles().flatMap(file => {
    const found: Violation[] = [];
    walk(file, node => {
      const name = platformName(node, checker);
      if (name !== undefined) found.push(violation(file, node, `names the platform: ${name}`));
    });
    return found;
  });
  return [...modules, ...globals];
}

/** Without a library every name that the sources do not declare themselves is a global. */
function programOf(sources: Sources): ts.Program {
  const options: ts.CompilerOptions = { noLib: true, types: [], noResolve: true, target: ts.ScriptTarget.ES2022 };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    fileExists: path => path in sources,
    readFile: path => sources[path],
    getCurrentDirectory: () => '',
    getSourceFile: (path, target) => {
      const text = sources[path];
      return text === undefined ? undefined : ts.createSourceFile(path, text, target, true);
    },
  };
  return ts.createProgram(Object.keys(sources), options, host);
}

function platformName(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return isGlobalThis(node.expression) && PLATFORM_NAMES.has(node.argumentExpression.text) ? node.argumentExpression.text : undefined;
  }
  if (ts.isBindingElement(node)) {
    const name = node.propertyName ?? node.name;
    const source = node.parent.parent;
    const taken = ts.isVariableDeclaration(source) && source.initializer !== undefined && isGlobalThis(source.initializer);
    return taken && ts.isIdentifier(name) && PLATFORM_NAMES.has(name.text) ? name.text : undefined;
  }
  if (!ts.isIdentifier(node) || !PLATFORM_NAMES.has(node.text)) return undefined;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return isGlobalThis(parent.expression) ? node.text : undefined;
  if (isOwnName(node, parent)) return undefined;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
  return symbol?.declarations?.some(declaration => !isAmbient(declaration)) ? undefined : node.text;
}

function isGlobalThis(expression: ts.Expression): boolean {
  const inner = unwrap(expression);
  return ts.isIdentifier(inner) && inner.text === 'globalThis';
}

/** Keys and members are the code's own words, whatever they are called. */
function isOwnName(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  const named = parent as ts.Node & { name?: ts.Node; propertyName?: ts.Node; right?: ts.Node };
  const member = ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isEnumMember(parent);
  if (member || ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return named.name === node || named.propertyName === node;
  return ts.isNamedTupleMember(parent) || (ts.isQualifiedName(parent) && named.right === node) || ts.isPropertySignature(parent);
}

/** `declare const process` does not make the name the file's own; a parameter of that name is. */
function isAmbient(node: ts.Node): boolean {
  if (ts.isParameter(node)) return false;
  if (node.getSourceFile().isDeclarationFile) return true;
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.canHaveModifiers(at) && ts.getModifiers(at)?.some(modifier => modifier.kind === ts.SyntaxKind.DeclareKeyword)) return true;
  }
  return false;
}
