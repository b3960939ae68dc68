import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { cache } from '../../scripts/ready.mjs';
import type { ChromiumBinary } from './findChromium';

const NAME = '@sparticuz/chromium';

/**
 * The browser inside `@sparticuz/chromium`, unpacked into the cache when it is first asked for. It unpacks its libraries only where it
 * believes to be on Lambda, and into the temporary folder, so a process of its own is told so.
 */
export async function unpackChromium(): Promise<ChromiumBinary> {
  const entry = createRequire(import.meta.url).resolve(NAME);
  const { version } = JSON.parse(readFileSync(entry.replace(/build[\\/].*$/, 'package.json'), 'utf8')) as { version: string };
  const folder = join(cache, 'browsers', `chromium-${version}`);
  const binary: ChromiumBinary = {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
  if (existsSync(binary.path)) return binary;
  mkdirSync(dirname(folder), { recursive: true });
  // Two tests may ask at once: each unpacks beside, the first to be done moves it in.
  const own = mkdtempSync(`${folder}-`);
  const code = `import(${JSON.stringify(pathToFileURL(entry).href)}).then(({ default: { executablePath } }) => executablePath())`;
  const env = { ...process.env, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x', TMPDIR: own };
  try {
    await promisify(execFile)(process.execPath, ['-e', code], { env });
    // Its own list of fonts names places on Lambda; a page with a text crashes where there is no font at all.
    const fonts = join(folder, 'fonts');
    writeFileSync(join(own, 'fonts', 'fonts.conf'), `<fontconfig><dir>${fonts}</dir><cachedir>${fonts}-cache</cachedir></fontconfig>`);
    if (!existsSync(binary.path)) renameSync(own, folder);
  } catch (error) {
    if (!existsSync(binary.path)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return binary;
}
