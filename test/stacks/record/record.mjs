// `npm run record:stacks [-- engine ...]`: runs every program on every engine that is here and writes test/stacks/fixtures/<engine>.json.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/ready.mjs';
import { engines } from './engines.mjs';
import { programsOf } from './programsOf.mjs';
import { runBrowser } from './runBrowser.mjs';
import { runProcess } from './runProcess.mjs';
import { runWorkerd } from './runWorkerd.mjs';

const run = { process: runProcess, browser: runBrowser, workerd: runWorkerd };
const folder = join(root, 'test/stacks/fixtures');
const wanted = process.argv.slice(2);

for (const engine of engines.filter(({ name }) => !wanted.length || wanted.includes(name))) {
  const composed = programsOf(engine);
  let recorded;
  try {
    recorded = await run[engine.kind](engine, composed);
  } catch (error) {
    console.error(`${engine.name} is left out: ${error.message}`);
    continue;
  }
  const { version, reports } = recorded;
  const stacks = composed
    .filter(({ slug }) => reports.has(slug))
    .map(({ slug, group, kind, expected, loose }) => ({
      program: slug,
      group,
      kind,
      ...(loose && { loose }),
      ...reports.get(slug),
      expected,
    }));
  const path = join(folder, `${engine.name}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, JSON.stringify({ engine: engine.name, version, stacks }, null, 2));
  spawnSync(process.execPath, [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', path]);
  console.log(`${engine.name} ${version}: ${stacks.length} stacks`);
}
