import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from '../browsers/startChromium';
import { knownPageDifferences } from './browser/knownPageDifferences';
import { observePage, observePeerPage } from './browser/observePage';
import { bundleProgram } from './browser/runPage';
import { differencesOf } from './differences';
import { codeOf } from './knownDifferences';
import { countUses, tierOneOfPages } from './tierOne';
import { pageTypeErrors } from './typeErrors';

const folder = new URL('./browser/programs/', import.meta.url);
const programs = readdirSync(folder)
  .filter(name => !name.endsWith('.d.ts'))
  .sort();
const guide = readFileSync(new URL('../../docs/migrating-from-sentry.md', import.meta.url), 'utf8');
const found = new Map<string, string[]>();
const built = (name: string) => fileURLToPath(new URL(`../../packages/${name}/dist/index.js`, import.meta.url));
const vigil = { '@sentry/browser': built('browser'), '@sentry/react': built('react') };
let chromium: Chromium;

beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium.close());

describe('a program written for @sentry/browser or @sentry/react, its import path changed', { concurrent: true, timeout: 60_000 }, () => {
  it.each(programs)('%s does the same, or differs as the guide says', async name => {
    const file = fileURLToPath(new URL(name, folder));
    const peer = await observePeerPage(chromium, await bundleProgram(file, {}));
    const ours = await observePage(chromium, await bundleProgram(file, vigil));
    const differences = differencesOf(peer, ours);
    const codeFor = (each: (typeof differences)[number]) => codeOf(each, name, knownPageDifferences);
    found.set(name, [...new Set(differences.map(each => codeFor(each) ?? `? ${each.path}`))].sort());
    expect(differences.filter(each => codeFor(each) === undefined)).toEqual([]);
  });
});

describe('the corpus of pages', () => {
  it('has every known difference still, each with its line in the guide', () => {
    const codes = [...new Set(knownPageDifferences.map(({ code }) => code))].sort();
    expect([...new Set([...found.values()].flat())].sort()).toEqual(codes);
    expect([...guide.matchAll(/^\| (P\d{2}) \|/gm)].map(([, code]) => code)).toEqual(codes);
  });

  it.each(Object.entries(tierOneOfPages))('uses every one of the %s that nearly everybody uses', (_kind, names) => {
    const sources = programs.map(name => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }));
    expect(countUses(sources, names).filter(([, count]) => count === 0)).toEqual([]);
  });

  it.each(['@sentry', '@vigil'] as const)('compiles strictly against the types of %s', { timeout: 120_000 }, family => {
    const files = [...programs, 'globals.d.ts'].map(name => fileURLToPath(new URL(name, folder)));
    expect(pageTypeErrors(files, family)).toEqual([]);
  });
});

afterAll(() => {
  const rows = [...found].map(([name, codes]) => `${name.padEnd(24)} ${codes.join(' ') || 'same'}`);
  console.log([`${found.size} pages under the peer and Vigil; P codes: docs/migrating-from-sentry.md`, ...rows].join('\n'));
});
