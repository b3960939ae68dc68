import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { type Bundle, bundle } from './bundle.mjs';

const entry = (name: string) => `./packages/browser/src/${name}.ts`;
const of = (names: string, name = 'index') => bundle(names, [], entry(name));
const START = '{ init, captureException }';
const [page, lite, full, everything] = await Promise.all([of(START), of(START, 'lite'), of(START, 'full'), of('*', 'full')]);

/** What a page that only reports errors has no use for, although it stands in the same packages. What a query may tell is said in two files of `request/`. */
const UNUSED =
  /core\/src\/(tracing|logs|metrics|checkIns|jobs|tunnel|diagnose|request\/(?!collect\.|requestTarget\.))\/?|parseEnvelope|startReplay|withStore/;
const strangers = ({ modules }: Bundle, unused: RegExp) => Object.keys(modules).filter(path => unused.test(path));

describe('the entries of the browser package', () => {
  it('carry no signal that is not asked for, and no room of servers', () => {
    expect(strangers(page, UNUSED)).toEqual([]);
    expect(strangers(lite, UNUSED)).toEqual([]);
    expect(strangers(everything, UNUSED)).not.toEqual([]);
  });

  it('`.` is without failover, paths of the scrubber, Spotlight, explain and the offline queue; `./full` has them', () => {
    const rooms = /withRoutes|withRedaction|withSpotlight|withExplain|withBugsink|offline\//;
    expect(strangers(page, rooms)).toEqual([]);
    expect(strangers(full, rooms).length).toBeGreaterThanOrEqual(5);
  });

  it('`./lite` watches nothing, and neither holds back nor groups', () => {
    expect(strangers(lite, /Integration\.ts|withConsent|withOwner|watch[A-Z]/)).toEqual([]);
    expect(lite.gzip).toBeLessThan(page.gzip);
  });

  it('are found by tools that know no `exports`, as Parcel and webpack 4', () => {
    const folder = new URL('../../packages/browser/', import.meta.url);
    const manifestIn = (at: URL) => JSON.parse(readFileSync(new URL('package.json', at), 'utf8'));
    const { exports, files } = manifestIn(folder);
    const { '.': _main, './package.json': _manifest, ...entries } = exports;
    expect(Object.keys(entries)).toEqual(['./full', './lite', './offline']);
    for (const [path, { import: esm, require }] of Object.entries<{ import: Record<string, string>; require: Record<string, string> }>(
      entries,
    )) {
      const own = new URL(`${path}/`, folder);
      const { main, module, types } = manifestIn(own);
      const given = [main, module, types].map(file => new URL(file, own).href);
      expect(given).toEqual([require['default'], esm['default'], esm['types']].map(file => new URL(file ?? '', folder).href));
      expect(files).toContain(path.slice(2));
    }
  });

  it.each(['vigil', 'vigil.full', 'vigil.lite', 'loader'])(
    '%s.min.js has nothing that the oldest browsers cannot read or are without',
    name => {
      const script = readFileSync(new URL(`../../packages/browser/dist/${name}.min.js`, import.meta.url), 'utf8');
      // what Chrome 80, Firefox 74 and Safari 15 do not parse, or first had later
      const tooNew = /(?:\?\?|\|\||&&)=|\(\?<[!=]|\.at\(-1\)|\.replaceAll\(|\.findLast\w*\(|Object\.hasOwn\(|static\s*\{|\bthis\.#/g;
      expect(script.match(tooNew)).toBeNull();
    },
  );

  it('leave the same of a namespace as of names', async () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const built = async (contents: string) => {
      const { outputFiles } = await build({
        stdin: { contents, resolveDir: root },
        alias: { '@vigil/core': './packages/core/src/index.ts' },
        absWorkingDir: root,
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        target: 'es2022',
      });
      return outputFiles[0]?.text.length;
    };
    const from = `from '${entry('index')}';`;
    const named = await built(`import { init, captureException } ${from} init({}); captureException(1);`);
    expect(await built(`import * as Vigil ${from} Vigil.init({}); Vigil.captureException(1);`)).toBe(named);
  });

  it('captureException alone is at most half of everything', async () => {
    const named = await of('{ captureException }');
    expect(named.gzip).toBeLessThanOrEqual(everything.gzip / 2);
    expect(strangers(named, /browser\/src\//)).toEqual([]);
  });
});
