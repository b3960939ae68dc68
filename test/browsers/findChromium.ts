import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './unpackChromium';

export interface ChromiumBinary {
  path: string;
  /** What its process must be told of the libraries and fonts that it brought. */
  env?: Record<string, string>;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * `CHROMIUM_PATH`, or the one of an npm package, for Linux on x64: the same version on every machine, and a page opens in a fifth of the time;
 * else the system's Chromium or Chrome. Rejects when there is none.
 */
export async function findChromium(): Promise<ChromiumBinary> {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return { path: CHROMIUM_PATH };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium();
  const candidates = [...PATH.split(delimiter).flatMap(folder => NAMES.map(name => join(folder, name))), ...PLACES];
  const path = candidates.find(candidate => existsSync(candidate));
  if (path) return { path };
  throw new Error(
    'No Chromium to test in: install Chromium or Google Chrome (Debian: `apt-get install chromium`), or set CHROMIUM_PATH to its binary.',
  );
}
