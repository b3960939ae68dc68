// What of `dist` tsup does not make: whole entries, and the files for pages without a bundler.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const STAR = 'export * from "@vigil/core";';
const read = name => readFileSync(`dist/${name}.js`, 'utf8');

/** An entry that others import lands in a chunk, and esbuild loses what it re-exports from another package. Its own names beat a star. */
function mendStars() {
  for (const name of ['index', 'full', 'development']) {
    const code = read(name).replace(/^import "\.\/chunk-\w+\.js";\n/gm, '');
    writeFileSync(`dist/${name}.js`, code.includes(STAR) ? code : `${STAR}\n${code}`);
  }
}

// Of core what a page calls. The rest is for servers, for packages built on it, and for bundlers, which drop it where nobody does.
const PAGE = `addBeforeSend addBreadcrumb addEventProcessor addIntegration captureEvent captureException captureMessage captureSession close
  configureScope dedupeIntegration endSession eventFiltersIntegration flush fmt getClient getCurrentHub getCurrentScope getGlobalScope
  getIsolationScope groupingIntegration inboundFiltersIntegration isEnabled isInitialized lastEventId onOutcome outcome parameterize Scope
  SDK_VERSION setConsent setContext setExtra setExtras setTag setTags setTenant setUser startSession withIsolationScope withScope wrap`;
const MORE = `captureConsoleIntegration continueTrace diagnose eventBreadcrumbsIntegration explain extraErrorDataIntegration
  functionToStringIntegration getTraceData instrumentFetch linkedErrorsIntegration makeMultiplexedTransport rewriteFramesIntegration
  spotlightIntegration startNewTrace suppressTracing validationErrorsIntegration zodErrorsIntegration`;
const wordsOf = text => text.split(/\W+/).filter(Boolean);

/** What an entry exports by name. */
function namesOf(entry) {
  const list = /export \{([^}]*)\};\s*$/.exec(read(entry))?.[1] ?? '';
  return list.split(',').map(name => name.trim().replace(/^.* as /, ''));
}

const common = { bundle: true, minify: true, target: 'es2022', platform: 'browser', legalComments: 'none', logLevel: 'warning' };

/** One script an entry, global `Vigil`, and the loader. */
async function buildScripts() {
  const scripts = { vigil: ['index', PAGE], 'vigil.full': ['full', `${PAGE} ${MORE}`], 'vigil.lite': ['lite', ''] };
  const built = Object.entries(scripts).map(([name, [entry, core]]) => {
    const names = [...new Set([...namesOf(entry), ...wordsOf(core)])];
    return build({
      ...common,
      stdin: { contents: `export { ${names} } from './dist/${entry}.js';`, resolveDir: '.' },
      outfile: `dist/${name}.min.js`,
      format: 'iife',
      globalName: 'Vigil',
      sourcemap: true,
    });
  });
  const contents = "import { startLoader } from './src/loader/startLoader'; startLoader(window);";
  const loader = build({ ...common, stdin: { contents, resolveDir: '.', loader: 'ts' }, outfile: 'dist/loader.min.js', format: 'iife' });
  await Promise.all([...built, loader]);
}

export async function afterTsup() {
  mendStars();
  await buildScripts();
}
