import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const typesOf = (name: string) => [fileURLToPath(new URL(`../../packages/${name}/dist/index.d.ts`, import.meta.url))];

/** `@sentry/core` as `@sentry/node` has it: the test itself does not depend on it. */
const peerCore = () => {
  const node = createRequire(createRequire(import.meta.url).resolve('@sentry/node'));
  return [node.resolve('@sentry/core').replace(/build\/.*/, 'build/types/index.d.ts')];
};

/** What the strict compiler says of programs written for `@sentry/node`, read against the peer's types or ours. */
export function typeErrors(files: string[], sdk: '@sentry/node' | '@vigil/node'): string[] {
  const paths: Record<string, string[]> =
    sdk === '@vigil/node' ? { '@sentry/node': typesOf('node'), '@sentry/core': typesOf('core') } : { '@sentry/core': peerCore() };
  return errorsOf(files, { types: ['node'], paths });
}

/** The same of programs written for `@sentry/browser` and `@sentry/react`. */
export function pageTypeErrors(files: string[], family: '@sentry' | '@vigil'): string[] {
  const paths = { '@sentry/browser': typesOf('browser'), '@sentry/react': typesOf('react') };
  return errorsOf(files, {
    types: [],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    jsx: ts.JsxEmit.ReactJSX,
    ...(family === '@vigil' && { paths }),
  });
}

function errorsOf(files: string[], options: ts.CompilerOptions): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    ...options,
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file?.fileName.split('/').at(-1)}: ${text}`;
  });
}
