// The engines, each from its npm package or from PATH (Firefox, Chromium and WebKitGTK come from Debian: see the README beside this file).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from '../../../scripts/ready.mjs';

const printed =
  "function report(error) { console.log('@stack ' + JSON.stringify({ name: String(error.name), message: String(error.message), stack: error.stack })); }";
const posted = slug =>
  `function report(error) { fetch('/report?${slug}', { method: 'POST', body: JSON.stringify({ name: error.name, message: error.message, stack: error.stack }) }); }`;

const local = { kind: 'process', report: () => printed, locate: file => `/app/${file}` };
const page = {
  kind: 'browser',
  report: posted,
  locate: file => new URL(`./${encodeURI(file)}`.replaceAll('%25', '%'), 'https://shop.example/assets/').href,
};

// What Hermes names or places its own way, or lacks; programs/hermes.mjs has its own of these. What it cannot parse leaves itself out.
const unlikeHermes = `assigned-function array-callback sort-callback apply proxy generator coercion recursion tag async promise-all promise-any
  microtask event eval eval-in-eval eval-function eval-indirect new-function source-url source-url-webpack aggregate native-json native-null
  dom-exception name-space name-brackets name-unicode name-dollar name-url name-at name-async name-dots name-symbol name-none
  name-keyword file-unicode minified`;

export const engines = [
  ...[20, 22, 24, 26].map(major => ({
    ...local,
    name: `node-${major}`,
    runtime: 'node',
    family: 'v8',
    command: () => [nodeBinary(major)],
  })),
  { ...local, name: 'bun', runtime: 'bun', family: 'bun', command: () => [packaged('bun@1', '@oven/bun-linux-x64/bin/bun')] },
  {
    ...local,
    name: 'deno',
    runtime: 'deno',
    family: 'v8',
    module: true,
    command: () => [packaged('deno@2', '@deno/linux-x64-glibc/deno'), 'run', '-A', '--no-lock'],
  },
  {
    kind: 'workerd',
    name: 'workerd',
    runtime: 'workerd',
    family: 'v8',
    module: true,
    wrap: true,
    locate: file => file,
    command: () => [packaged('workerd@1', '@cloudflare/workerd-linux-64/bin/workerd')],
  },
  {
    ...local,
    name: 'hermes',
    runtime: 'hermes',
    family: 'hermes',
    version: /release version: (\S+)/,
    without: unlikeHermes.split(/\s+/),
    report: () => printed.replace('console.log', 'print'),
    command: () => [packaged('hermes-engine-cli@0.12.0', 'hermes-engine-cli/linux64-bin/hermes')],
  },
  { ...page, name: 'chromium-138', runtime: 'chromium', family: 'v8', command: lambdaChromium },
  { ...page, name: 'chromium', runtime: 'chromium', family: 'v8', command: () => [onPath('chromium'), ...chromiumFlags] },
  {
    ...page,
    name: 'firefox',
    runtime: 'firefox',
    family: 'gecko',
    command: profile => [onPath('firefox-esr') ?? onPath('firefox'), '--headless', '--no-remote', '--profile', profile],
  },
  { ...page, name: 'webkit', runtime: 'webkit', family: 'jsc', command: () => [onPath('xvfb-run'), '-a', miniBrowser()] },
];

const chromiumFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];

function onPath(name) {
  return process.env.PATH.split(':')
    .map(folder => join(folder, name))
    .find(existsSync);
}

function miniBrowser() {
  return ['x86_64', 'aarch64'].map(cpu => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
}

function nodeBinary(major) {
  return spawnSync(process.execPath, [join(root, 'scripts/nodeVersion.mjs'), String(major)], { encoding: 'utf8' }).stdout.trim();
}

/** A file of an npm package, installed into the cache when it is not there. */
function packaged(spec, file) {
  const folder = join(cache, 'engines');
  const path = join(folder, 'node_modules', file);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
    spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', spec], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  return existsSync(path) ? path : undefined;
}

/** Unpacks the browser beside the profile; it looks for its own libraries only where it believes to be on Lambda. */
function lambdaChromium(profile) {
  const entry = packaged('@sparticuz/chromium@138', '@sparticuz/chromium/build/esm/index.js');
  if (!entry) return [undefined];
  const env = { ...process.env, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', TMPDIR: profile };
  const code = `import(${JSON.stringify(entry)}).then(({ default: { executablePath } }) => executablePath()).then(path => console.log(path))`;
  const path = spawnSync(process.execPath, ['-e', code], { env, encoding: 'utf8' }).stdout.trim();
  return ['env', `LD_LIBRARY_PATH=${profile}/al2023/lib`, path, ...chromiumFlags];
}
