import type { Engine } from '../browsers/page';
import { startChromium } from '../browsers/startChromium';
import { startFirefox } from './startFirefox';
import { startWebKit } from './startWebKit';

const { ENGINE_FIREFOX, ENGINE_WEBKIT_DRIVER, ENGINE_WEBKIT_BROWSER, ENGINE_WEBKIT_DISPLAY } = process.env;

/** The engines that `scripts/testEngines.mjs` found; those it did not find it has named, and they have no `start`. */
export const engines: Array<{ name: Engine['name']; start: (() => Promise<Engine>) | undefined }> = [
  { name: 'chromium', start: startChromium },
  { name: 'firefox', start: ENGINE_FIREFOX ? () => startFirefox(ENGINE_FIREFOX) : undefined },
  {
    name: 'webkit',
    start:
      ENGINE_WEBKIT_DRIVER && ENGINE_WEBKIT_BROWSER && ENGINE_WEBKIT_DISPLAY
        ? () => startWebKit({ driver: ENGINE_WEBKIT_DRIVER, miniBrowser: ENGINE_WEBKIT_BROWSER, display: ENGINE_WEBKIT_DISPLAY })
        : undefined,
  },
];
