// What of `dist` tsup does not make: the files for pages without a bundler.
import { build } from 'esbuild';

// The scripts have what the package exports, but for what a page has no use for: names for servers,
const SERVERS = `createForwarder createRequestCounts createTunnel endedContext getSecurityEndpoint holdError hostOfNow hostsAmong inject judgeErrors
  pickQuery requestCollection requestDataIntegration requestSettings runWithCarrier statsToPrometheus tapChunk watchWaits withRedaction
  withWaitUntil wrapHandler`;
// names for packages built on Vigil,
const PACKAGES = `activeOn addDebugIds bodySize carrier checkOptionsOf closeSession continueFrom copyShape envelopeUrl eventHash explainWarnings
  followSessions hasPending hasText headersNow headersPerSend httpOutcome identifySession isError isInApp isObject isThenable lastOf laterIntegration
  leaveConsoleCrumb leaveCrumb logToStderr makeSession matchesAny mergeBaggage mergedHeaders notBuiltYet optionsWithoutEffect originalOf
  outgoingHeaders outgoingTraceHeaders parseBaggage parseEnvBool patchConsole pauseSession peek printUnsent probeByFetch refuse resumeSession
  runDiagnosis safely sayWhatIsOn scrubQuery scrubUrl sendToSidecar sessionsOff setActive setContextPort settingsOf shortHash shouldPropagate
  startTimer toHint UnrecordedSpan updateSession useHook watchFetchCall withBugsink withDebug withExplain withRoutes withRoutingDsns withSpotlight
  withStore within wrapMethod`;
// and in `vigil.min.js` what is large for what few call
const FULL_ONLY = `bindScopeToEmitter captureConsoleIntegration diagnose explain extraErrorDataIntegration lazyLoadIntegration
  makeMultiplexedTransport   rewriteFramesIntegration spotlightBrowserIntegration spotlightIntegration validationErrorsIntegration zodErrorsIntegration`;
const wordsOf = text => text.split(/\W+/).filter(Boolean);

// as a user's bundler: packages are what they publish, whatever the sources' own paths say
const common = { bundle: true, logOverride: { 'ignored-bare-import': 'silent' }, logLevel: 'warning', tsconfigRaw: {} };
const script = { ...common, minify: true, target: 'es2020', platform: 'browser', legalComments: 'none', format: 'iife' };

/** What a file exports; of the packages that it exports as a whole nothing. */
async function namesOf(file) {
  const options = { entryPoints: [file], format: 'esm', packages: 'external', write: false, metafile: true };
  const { metafile } = await build({ ...common, ...options });
  return Object.values(metafile.outputs).flatMap(output => output.exports);
}

/** One script an entry, global `Vigil`, and the loader. */
export async function buildScripts() {
  const core = await namesOf('../core/dist/index.js');
  const fullOnly = wordsOf(FULL_ONLY);
  const forPages = core.filter(name => !wordsOf(`${SERVERS} ${PACKAGES}`).includes(name));
  const scripts = { vigil: 'index', 'vigil.full': 'full', 'vigil.lite': 'lite' };
  const built = Object.entries(scripts).map(async ([name, entry]) => {
    const all = [...(await namesOf(`dist/${entry}.js`)), ...(entry === 'lite' ? [] : forPages)];
    const names = [...new Set(all)].filter(each => entry !== 'index' || !fullOnly.includes(each));
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
