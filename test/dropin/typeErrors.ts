import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const vigilTypes = fileURLToPath(new URL('../../packages/node/dist/index.d.ts', import.meta.url));

/** What the strict compiler says of programs written for `@sentry/node`, read against the peer's types or ours. */
export function typeErrors(files: string[], sdk: '@sentry/node' | '@vigil/node'): string[] {
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ['node'],
    ...(sdk === '@vigil/node' ? { paths: { '@sentry/node': [vigilTypes] } } : {}),
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n');
    return `${file?.fileName.split('/').at(-1)}: ${text}`;
  });
}
