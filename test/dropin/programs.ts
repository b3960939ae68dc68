import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

export type Sdk = '@sentry/node' | '@vigil/node';

const folder = new URL('./programs/', import.meta.url);
const generated = new URL('./generated/', import.meta.url);

export interface Program {
  name: string;
  source: string;
}

/** Written for `@sentry/node`, as its users write them. */
export function readPrograms(): Program[] {
  return readdirSync(folder)
    .sort()
    .map(name => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }));
}

export const pathOf = (name: string): string => fileURLToPath(new URL(name, folder));

/** Both versions of each program, which differ by the path of the import alone. Returns where one of them stands. */
export function writePrograms(programs: Program[]): (name: string, sdk: Sdk) => URL {
  rmSync(generated, { recursive: true, force: true });
  const place = (name: string, sdk: Sdk) => new URL(`${sdk.slice(1)}/${name.replace(/\.ts$/, '.mjs')}`, generated);
  for (const { name, source } of programs) {
    const code = name.endsWith('.ts') ? transformSync(source, { loader: 'ts', target: 'es2022' }).code : source;
    for (const sdk of ['@sentry/node', '@vigil/node'] as const) {
      const target = place(name, sdk);
      mkdirSync(new URL('.', target), { recursive: true });
      writeFileSync(target, code.replaceAll('@sentry/node', sdk));
    }
  }
  return place;
}
