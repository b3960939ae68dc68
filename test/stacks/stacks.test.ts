import { readdirSync, readFileSync } from 'node:fs';
import { createClient, createStackParser, geckoStackLineParser, v8StackLineParser } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { createNodeStackParser } from '../../packages/node/src/stack/nodeStackParser';
import { compareStack, type RecordedStack } from './compareStack';
import { countTable } from './countTable';

interface Corpus {
  engine: string;
  version: string;
  stacks: RecordedStack[];
}

const folder = new URL('./fixtures/', import.meta.url);
const texts = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8'));
const corpora = texts.map(text => JSON.parse(text) as Corpus);
const equal = new Map<RecordedStack, boolean>();

/** As an error of the engine would come: its stack text is all that this process knows of it. */
function rebuild({ name, message, stack }: RecordedStack): Error {
  return Object.assign(new Error(message), { name, stack });
}

describe.each(corpora)('stacks of $engine $version', ({ engine, stacks }) => {
  const stackParser = engine.startsWith('node')
    ? createNodeStackParser('/app')
    : createStackParser(v8StackLineParser, geckoStackLineParser);
  it.each(stacks)('$program: $kind', async recorded => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, stackParser });
    client.captureException(rebuild(recorded));
    await client.flush();
    const differences = compareStack(recorded, kit.events()[0]?.exception?.values?.[0]?.stacktrace?.frames ?? []);
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
