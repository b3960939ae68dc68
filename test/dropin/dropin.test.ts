import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { differencesOf } from './differences';
import { codeOf, knownDifferences } from './knownDifferences';
import { observe, observePeer } from './observe';
import manifest from './package.json' with { type: 'json' };
import { pathOf, readPrograms, writePrograms } from './programs';
import { countUses, tierOne } from './tierOne';
import { typeErrors } from './typeErrors';

const programs = readPrograms();
const place = writePrograms(programs);
const guide = readFileSync(new URL('../../docs/migrating-from-sentry.md', import.meta.url), 'utf8');
const found = new Map<string, string[]>();

describe('a program written for @sentry/node, its import path changed', { concurrent: true, timeout: 120_000 }, () => {
  it.each(programs.map(({ name }) => name))('%s does the same, or differs as the guide says', async name => {
    const peer = await observePeer(place(name, '@sentry/node'), manifest.devDependencies['@sentry/node']);
    const vigil = await observe(place(name, '@vigil/node'));
    const differences = differencesOf(peer, vigil);
    found.set(name, [...new Set(differences.map(each => codeOf(each, name) ?? `? ${each.path}`))].sort());
    expect(differences.filter(each => codeOf(each, name) === undefined)).toEqual([]);
  });
});

describe('the corpus', () => {
  it('has every known difference still, each with its line in the guide', () => {
    const codes = [...new Set(knownDifferences.map(({ code }) => code))].sort();
    expect([...new Set([...found.values()].flat())].sort()).toEqual(codes);
    expect([...guide.matchAll(/^\| (M\d{2}) \|/gm)].map(([, code]) => code)).toEqual(codes);
  });

  it.each(Object.entries(tierOne))('uses every one of the %s that nearly everybody uses', (_kind, names) => {
    expect(countUses(programs, names).filter(([, count]) => count === 0)).toEqual([]);
  });

  it.each(['@sentry/node', '@vigil/node'] as const)('compiles strictly against the types of %s', { timeout: 120_000 }, sdk => {
    const files = programs.filter(({ name }) => name.endsWith('.ts')).map(({ name }) => pathOf(name));
    expect(typeErrors(files, sdk)).toEqual([]);
  });
});

afterAll(() => {
  // the operating system is on nearly every event, and says nothing of a program
  const beside = (codes: string[]) => codes.filter(code => code !== 'M01');
  const same = [...found.values()].filter(codes => beside(codes).length === 0).length;
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, codes]) => `${name.padEnd(28)} ${beside(codes).join(' ') || 'same'}`);
  const uses = Object.entries(tierOne).map(([kind, names]) => {
    const counts = countUses(programs, names).map(([name, count]) => `${name} ${count}`);
    return `${kind}: ${counts.join(', ')}`;
  });
  const title = `${found.size} programs under @sentry/node and @vigil/node, ${same} the same but for M01; M codes: docs/migrating-from-sentry.md`;
  console.log([title, ...rows, 'Tier 1 names, and how many programs use each:', ...uses].join('\n'));
});
