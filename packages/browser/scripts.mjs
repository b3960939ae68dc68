// What of `dist` tsup does not make: the files for pages without a bundler.
import { build } from 'esbuild';

// Of core what a page calls. The rest is for servers, for packages built on it, and for bundlers, which drop it where nobody does.
const PAGE = `addBeforeSend addBreadcrumb addEventProcessor addIntegration captureEvent captureException captureMessage captureSession close
  configureScope dedupeIntegration endSession eventFiltersIntegration flush fmt getClient getCurrentHub getCurrentScope getGlobalScope
  getIsolationScope groupingIntegration inboundFiltersIntegration isEnabled isInitialized lastEventId onOutcome outcome parameterize Scope
  SDK_VERSION setConsent setContext setExtra setExtras setTag setTags setTenant setUser startSession withIsolationScope withScope wrap`;
const MORE = `captureConsoleIntegration continueTrace diagnose eventBreadcrumbsIntegration explain extraErrorDataIntegration
  functionToStringIntegration getTraceData instrumentFetch linkedErrorsIntegration makeMultiplexedTransport rewriteFramesIntegration
  spotlightIntegration startNewTrace suppressTracing validationErrorsIntegration zodErrorsIntegration`;
const wordsOf = text => text.split(/\W+/).filter(Boolean);

// as a user's bundler: packages are what they publish, whatever the sources' own paths say
const common = { bundle: true, logOverride: { 'ignored-bare-import': 'silent' }, logLevel: 'warning', tsconfigRaw: {} };
const script = { ...common, minify: true, target: 'es2022', platform: 'browser', legalComments: 'none', format: 'iife' };

/** What an entry exports besides what it has of core. */
async function namesOf(entry) {
  const options = { entryPoints: [`dist/${entry}.js`], format: 'esm', packages: 'external', write: false, metafile: true };
  const { metafile } = await build({ ...common, ...options });
  return Object.values(metafile.outputs).flatMap(output => output.exports);
}

/** One script an entry, global `Vigil`, and the loader. */
export async function buildScripts() {
  const scripts = { vigil: ['index', PAGE], 'vigil.full': ['full', `${PAGE} ${MORE}`], 'vigil.lite': ['lite', ''] };
  const built = Object.entries(scripts).map(async ([name, [entry, core]]) => {
    const names = [...new Set([...(await namesOf(entry)), ...wordsOf(core)])];
    return build({
      ...script,
      stdin: { contents: `export { ${names} } from './dist/${entry}.js';`, resolveDir: '.' },
      outfile: `dist/${name}.min.js`,
      globalName: 'Vigil',
    });
  });
  const contents = "import { startLoader } from './src/loader/startLoader'; startLoader(window);";
  const loader = build({ ...script, stdin: { contents, resolveDir: '.', loader: 'ts' }, outfile: 'dist/loader.min.js' });
  await Promise.all([...built, loader]);
}
