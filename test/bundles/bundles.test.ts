import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { signals } from '../architecture/floors';
import { root } from '../architecture/sources';
import { bundle } from './bundle.mjs';

const run = promisify(execFile);
const errorsOnly = await bundle('{ init, captureException }');
const everything = await bundle('*');
// The aim is 6,000 and the cap was 7,500: docs/decisions/0004 says what stands between.
const LIMIT = 19_815;

/** What an application that only reports errors has no use for, although it stands in the same package. */
const UNUSED = [
  ...signals.filter(name => name !== 'errors' && name !== 'filters').map(name => `src/${name}/`),
  'src/instrument/',
  'src/tunnel/',
  'src/diagnose/',
  'Integration.ts',
  'parseEnvelope.ts',
];

describe('the bundle of init and captureException', () => {
  it(`is at most ${LIMIT} bytes of gzip`, () => {
    console.info(`init + captureException: ${errorsOnly.gzip} B gzip; everything: ${everything.gzip} B gzip`);
    expect(errorsOnly.gzip).toBeLessThanOrEqual(LIMIT);
  });

  it('carries no other signal and no integration', () => {
    expect(Object.keys(errorsOnly.modules).filter(path => UNUSED.some(part => path.includes(part)))).toEqual([]);
    expect(Object.keys(everything.modules).filter(path => UNUSED.some(part => path.includes(part)))).not.toEqual([]);
  });

  it('does, minified, what it promises', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vigil-bundle-'));
    try {
      const path = join(folder, 'bundle.mjs');
      writeFileSync(path, errorsOnly.code);
      const { stdout } = await run(process.execPath, [join(root, 'test/bundles/scenario.mjs'), path], { timeout: 25_000 });
      expect(JSON.parse(stdout)).toMatchObject({
        url: expect.stringMatching(/^\/api\/42\/envelope\//),
        delivered: { status: 'sent', httpStatus: 200, attempts: 1 },
        isIt: true,
        release: 'scenario@1',
        chain: [
          { type: 'SyntaxError', value: expect.stringContaining('JSON'), frames: true },
          { type: 'Error', value: 'checkout failed', frames: true },
        ],
        extra: { cart: { password: '[Filtered]', size: 3 } },
        leaked: false,
        flood: { arrived: 5, suppressed: 195 },
        refused: 'rate_limited',
        limited: 'rate_limited',
        sentWhileLimited: 0,
        stats: { captured: { error: 203 }, outcomes: { error: { sent: 6, suppressed: 195, rate_limited: 2 } } },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the bundle of captureException alone', () => {
  it('is at most half of everything, by name or through a namespace', async () => {
    const named = await bundle('{ captureException }');
    console.info(`captureException: ${named.gzip} B gzip, ${Math.round((100 * named.gzip) / everything.gzip)} % of everything`);
    expect(named.gzip).toBeLessThanOrEqual(everything.gzip / 2);
  });
});
