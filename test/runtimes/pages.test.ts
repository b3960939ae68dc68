import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Ingest, startIngest } from '@vigil/testkit';
import { transformSync } from 'esbuild';
import getPort from 'get-port';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examplesOf } from '../docs/examples';
import { type Running, startProgram } from '../scenarios/startProgram';
import { runtime } from './runtime';
import { startWorkerd } from './startWorkerd';

let ingest: Ingest;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());
// beside the packages that it imports
const file = new URL('./apps/pageExample.mjs', import.meta.url);
afterEach(() => rmSync(file, { force: true }));

/** What an example says of one request: `// GET /orders -> 500, sent: { ... }`, or `sent: nothing`; `body` is the answer's. */
const claimsOf = (code: string) =>
  [...code.matchAll(/^\/\/ GET (\S+) -> (\d+), sent: (.*)$/gm)].map(([, path = '', status, sent = '']) => ({
    path,
    status: Number(status),
    sent,
  }));

/** An example of TypeScript as JavaScript; one of JavaScript stays. */
const withoutTypes = (code: string) =>
  transformSync(code, { loader: 'ts', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } }).code;

/** The example listens where it was told, and says so as programs of the tests do. */
async function startServer(name: 'bun' | 'deno', code: string): Promise<Running> {
  const port = await getPort({ host: '127.0.0.1' });
  const ends = `console.log('listening http://127.0.0.1:${port}');
process.stdin.resume().on('end', () => process.exit());`;
  writeFileSync(file, `import process from 'node:process';\n${code.replace('3000', `${port}`)}\n${ends}`);
  const { binary = '', nodeArgs } = runtime(name);
  return startProgram(file, { dsn: ingest.dsn, binary, nodeArgs });
}

async function startWorker(code: string): Promise<Running> {
  // an app without `init` is started by whoever serves it
  const whole = /\binit\b|withSentry/.test(code)
    ? code
    : `import * as Vigil from '@vigil/fetch';\nVigil.init({ dsn: '${ingest.dsn}' });\n${code}`;
  writeFileSync(file, withoutTypes(whole.replace('https://key@host/1', ingest.dsn)));
  return startWorkerd(file, { dsn: ingest.dsn, flags: ['nodejs_als'] });
}

const pages = { bun: 'bun', deno: 'deno', fetch: 'workerd', 'cloudflare-workers': 'workerd', hono: 'workerd' } as const;

describe.each(Object.entries(pages))('docs/frameworks/%s.md', (page, name) => {
  const text = readFileSync(new URL(`../../docs/frameworks/${page}.md`, import.meta.url), 'utf8');
  const examples = ['js', 'ts'].flatMap(language => examplesOf(text, language)).filter(code => claimsOf(code).length);
  const { title, binary } = runtime(name);

  it.skipIf(!binary).each(examples.map((code, at) => [`${at + 1}`, code] as const))(
    `example %s does what it says, on ${title}`,
    async (_number, code) => {
      const server = name === 'workerd' ? await startWorker(code) : await startServer(name, code);
      for (const { path, status, sent } of claimsOf(code)) {
        ingest.reset();
        const answer = await fetch(server.url + path);
        const body = await answer.text();
        expect(answer.status).toBe(status);
        if (sent === 'nothing') expect(ingest.events()).toEqual([]);
        else {
          await expect.poll(() => ingest.events().length).toBe(1);
          expect(ingest.events()).toMatchObject([new Function('body', `return (${sent})`)(body)]);
        }
      }
      await server.stop();
    },
  );
});
