import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTestkit } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { browserApiErrorsIntegration, createClient } from '../index';

it('lets go of listeners whose signal was aborted, on a target that stays', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const client = createClient({ ...createTestkit().options, integrations: [browserApiErrorsIntegration()] });
  const page = new EventTarget();
  const listeners: Array<WeakRef<object>> = [];
  function mount(): void {
    const listener = () => {};
    const unmounted = new AbortController();
    page.addEventListener('resize', listener, { signal: unmounted.signal });
    listeners.push(new WeakRef(listener));
    unmounted.abort();
  }
  for (let n = 0; n < 100; n++) mount();
  for (let turn = 0; turn < 3; turn++) {
    await new Promise(resolve => setTimeout(resolve));
    collect();
  }
  expect(listeners.filter(each => each.deref()).length).toBeLessThan(10);
  await client.close(0);
});
