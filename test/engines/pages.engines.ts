import { afterAll, beforeAll, describe } from 'vitest';
import { describePage } from '../browsers/describePage';
import type { Engine } from '../browsers/page';
import { engines } from './engines';

for (const { name, start } of engines) {
  describe.skipIf(!start)(name, () => {
    let engine: Engine;
    beforeAll(async () => {
      const from = performance.now();
      if (start) engine = await start();
      console.log(`${name} ${engine?.version}: started in ${Math.round(performance.now() - from)} ms`);
    });
    afterAll(() => engine?.close());
    describePage(() => engine);
  });
}
