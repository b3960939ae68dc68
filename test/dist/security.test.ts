import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startIngest } from '../../packages/testkit/src/index';
import { publishedPackages, root } from '../architecture/sources';
import { readProgram } from '../scenarios/startProgram';

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
/** Code made of text. A name that only ends in it (`retrieval(`) is another one. */
const DYNAMIC =
  /(?<![\w$.])eval\s*\(|\bnew\s+Function\b|(?<![\w$.])Function\s*\(\s*['"`]|\bcreateObjectURL\b|['"`]data:(?:text|application)\/javascript/g;
const WORKER = /\beval:\s*(?:true|!0)/g;

const builtFiles = (name: string): Array<readonly [string, string]> => {
  const dist = join(root, 'packages', name, 'dist');
  const files = readdirSync(dist, { recursive: true }).map(String);
  return files.filter(file => /\.(js|cjs|mjs)$/.test(file)).map(file => [file, readFileSync(join(dist, file), 'utf8')] as const);
};

describe.each([...publishedPackages])('the built @vigil/%s', name => {
  it('runs nothing when it is installed', () => {
    const { scripts = {} } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')) as { scripts?: object };
    expect(Object.keys(scripts).filter(script => INSTALL_SCRIPTS.includes(script))).toEqual([]);
  });

  it('makes no code of text', () => {
    const files = builtFiles(name);
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap(([file, text]) => (text.match(DYNAMIC) ?? []).map(found => `${file}: ${found}`))).toEqual([]);
  });

  it(`starts ${name === 'node' ? 'one worker, at process end,' : 'no worker'} from text`, () => {
    const found = builtFiles(name).flatMap(([file, text]) =>
      (text.match(WORKER) ?? []).map(() => (file.endsWith('.cjs') ? 'CommonJS' : 'ESM')),
    );
    expect(found.sort()).toEqual(name === 'node' ? ['CommonJS', 'ESM'] : []);
  });
});

it('what the tests look for is found where it is', () => {
  const bad = ["eval('1')", 'x = eval (y)', 'new Function("a")', "Function('return this')()", "new Worker('data:text/javascript,1')"];
  expect(bad.filter(text => !text.match(DYNAMIC))).toEqual([]);
  expect(['retrieval(x)', 'a.eval(x)', 'FunctionLike("x")'].filter(text => text.match(DYNAMIC))).toEqual([]);
});

it('no host but that of the DSN is asked anything, in the life of a process', async () => {
  const ingest = await startIngest();
  try {
    const { asked } = await readProgram<{ asked: string[] }>(new URL('./programs/hosts.mjs', import.meta.url), { dsn: ingest.dsn });
    expect(asked).toEqual([new URL(ingest.url).host]);
    expect(ingest.events().map(({ message, exception }) => message ?? exception?.values?.[0]?.value)).toEqual([
      'Vigil test event',
      'broken',
    ]);
  } finally {
    await ingest.close();
  }
});
