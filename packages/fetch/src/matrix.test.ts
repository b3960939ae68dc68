import { describe } from 'vitest';
import { answerOf } from '../../../test/scenarios/answerOf';
import { testFailureMatrix } from '../../../test/scenarios/failureMatrix';
import { startProgram } from '../../../test/scenarios/startProgram';
import { kinds, ways } from './fixtures/ways';

/** Arguments of app.cjs and app.mjs. */
interface Style {
  file: string;
  adapter: 'plain' | 'hono';
  name: string;
  place: 'first' | 'last';
}

const styles: Record<string, Style> = {
  'CJS, no async context, node:http, last': { file: 'app.cjs', adapter: 'plain', name: '@vigil/fetch', place: 'last' },
  'CJS, als, @hono/node-server, first': { file: 'app.cjs', adapter: 'hono', name: '@vigil/fetch/als', place: 'first' },
  'ESM, als, node:http, first': { file: 'app.mjs', adapter: 'plain', name: '@vigil/fetch/als', place: 'first' },
  'ESM, @vigil/node, @hono/node-server, last': { file: 'app.mjs', adapter: 'hono', name: '@vigil/node', place: 'last' },
};

const fixture = (file: string) => new URL(`./fixtures/${file}`, import.meta.url);
const plain: Record<Style['adapter'], Style> = {
  plain: { file: 'app.cjs', adapter: 'plain', name: 'never', place: 'last' },
  hono: { file: 'app.cjs', adapter: 'hono', name: 'never', place: 'last' },
};

// what is answered without the SDK differs by adapter
describe.each(['plain', 'hono'] as const)('adapter %s', adapter => {
  for (const kind of kinds) {
    testFailureMatrix({
      framework: 'fetch',
      versions: [kind],
      styles: Object.fromEntries(Object.entries(styles).filter(([, style]) => style.adapter === adapter)),
      ways: ways[kind],
      async start({ version, handler, style = plain[adapter], dsn = '' }) {
        const args = [version, style.adapter, style.name, style.place, handler];
        const program = await startProgram(fixture(style.file), { dsn, args, env: { NODE_ENV: 'production' } });
        return {
          ask: ({ path, method }, id) => answerOf(program.url, { path, id, method }),
          stop: async () => (await program.stop()).stderr,
        };
      },
    });
  }
});
