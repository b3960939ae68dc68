// `npm run test:engines [REPORT]`: scenarios and stacks in Chromium, Firefox and WebKit. Installs what is missing where it may, names what
// cannot be had, and prints `N passed, N failed, N skipped`.
import { existsSync } from 'node:fs';
import { installDebian, onPath } from './debianPackages.mjs';
import { ready } from './ready.mjs';
import { testReport } from './testReport.mjs';

const browsers = {
  firefox: {
    packages: ['firefox-esr'],
    find: () => ({ ENGINE_FIREFOX: onPath('firefox-esr') ?? onPath('firefox') }),
  },
  webkit: {
    // xvfb-run calls xauth, which xvfb only recommends
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    find: () => ({
      ENGINE_WEBKIT_DRIVER: onPath('WebKitWebDriver'),
      ENGINE_WEBKIT_DISPLAY: onPath('xauth') && onPath('xvfb-run'),
      ENGINE_WEBKIT_BROWSER: ['x86_64', 'aarch64'].map(cpu => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`).find(existsSync),
    }),
  },
};
const isWhole = found => Object.values(found).every(Boolean);

ready();
const missing = Object.values(browsers).filter(({ find }) => !isWhole(find()));
const why = missing.length ? installDebian(missing.flatMap(({ packages }) => packages)) : undefined;
const env = { ...process.env };
// a whole browser where there is one: the shell that `npm test` uses has no back/forward cache
env.CHROMIUM_PATH ||= ['chromium', 'google-chrome'].map(onPath).find(Boolean) ?? '';
for (const [name, { packages, find }] of Object.entries(browsers)) {
  const found = find();
  for (const [variable, path] of Object.entries(found)) env[variable] = path ?? '';
  if (!isWhole(found))
    console.log(`skipped: ${name} (${packages.join(', ')}) cannot be had here: ${why ?? 'installed, but not where it was expected'}`);
}

testReport('engines', env);
