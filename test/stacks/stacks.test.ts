import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeStackParser } from '../../packages/node/src/stack/nodeStackParser';
import { compareStack, type RecordedStack } from './compareStack';
import { countTable } from './countTable';
import { framesOf } from './framesOf';

interface Corpus {
  engine: string;
  version: string;
  stacks: RecordedStack[];
}

const folder = new URL('./fixtures/', import.meta.url);
const texts = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8'));
const corpora = texts.map(text => JSON.parse(text) as Corpus);
const equal = new Map<RecordedStack, boolean>();

describe.each(corpora)('stacks of $engine $version', ({ engine, stacks }) => {
  const stackParser = engine.startsWith('node') ? createNodeStackParser('/app') : undefined;
  it.each(stacks)('$program: $kind', async recorded => {
    const differences = compareStack(recorded, await framesOf(recorded, stackParser));
    equal.set(recorded, !differences.length);
    expect(differences, recorded.stack).toEqual([]);
  });
});

afterAll(() => console.log(countTable(corpora, stack => equal.get(stack) === true)));

it('are at least 300, of every engine, under no path of the machine that recorded them', () => {
  expect(corpora.flatMap(({ stacks }) => stacks).length).toBeGreaterThanOrEqual(300);
  const engines = [
    'node-20',
    'node-22',
    'node-24',
    'node-26',
    'bun',
    'deno',
    'workerd',
    'chromium-138',
    'chromium',
    'firefox',
    'webkit',
    'hermes',
  ];
  expect(corpora.map(({ engine }) => engine).sort()).toEqual(engines.sort());
  for (const text of texts) expect(text).not.toMatch(/\/(?:tmp|root|home|work)\/|127\.0\.0\.1|localhost/);
});
