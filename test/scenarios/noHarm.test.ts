import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { app, readProgram, runProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

const preload = ['--import', app('init.mjs').href];
const MODES = ['throw', 'strict', 'warn', 'none', 'warn-with-error-code'];
const REASONS: Record<string, RegExp> = {
  error: /^TypeError: nobody waits for me/,
  deep: /^Error: from deep below/,
  // in the mode `strict` Node has wrapped the object before anybody can see it
  object: /code|UnhandledPromiseRejection/,
  caused: /^Error: outer/,
  text: /only a text/,
  nothing: /undefined/,
};
const CASES = [
  ...Object.keys(REASONS).map(reason => ({ mode: '', reason })),
  ...MODES.flatMap(mode => ['error', 'deep', 'object'].map(reason => ({ mode, reason }))),
];

describe('scenario 20: an unhandled rejection', () => {
  it.each(CASES)(
    'of $reason, --unhandled-rejections=$mode: same output and exit code as without the SDK, and delivered',
    async ({ mode, reason }) => {
      const flags = mode ? [`--unhandled-rejections=${mode}`] : [];
      const [without, withSdk] = await Promise.all([
        runProgram(app('rejects.mjs'), { nodeArgs: flags, args: [reason] }),
        runProgram(app('rejects.mjs'), { nodeArgs: [...flags, ...preload], args: [reason], dsn: ingest.dsn }),
      ]);
      expect(withSdk).toEqual(without);
      const titles = ingest.events().map(event => `${event.exception?.values?.at(-1)?.type}: ${event.exception?.values?.at(-1)?.value}`);
      expect(titles).toEqual([expect.stringMatching(REASONS[reason]!)]);
      expect(ingest.events()[0]!.exception!.values!.at(-1)!.mechanism).toMatchObject({
        type: 'auto.node.onunhandledrejection',
        handled: false,
      });
    },
  );
});

describe('scenario 21: native functions', () => {
  const wanted = ['globalThis.fetch', 'console.log', 'http.request', 'https.request', 'http.Server.prototype.emit (inherited)'];

  it.each(['esm', 'cjs'])('only imported (%s): native; after close native again', async format => {
    const { looked, imported, initialised, closed } = await readProgram<Record<string, string[]>>(app('nativeFunctions.mjs'), {
      dsn: ingest.dsn,
      args: [format],
    });
    expect(looked).toEqual(expect.arrayContaining(wanted));
    expect(imported).toEqual([]);
    expect(closed).toEqual([]);
    // the look sees what `init` does, or it would prove nothing
    expect(initialised).toEqual(expect.arrayContaining(['console.log', 'http.Server.prototype.emit (inherited)', 'listeners of exit']));
  });
});
