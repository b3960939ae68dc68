import { readFileSync } from 'node:fs';
import * as Vigil from '@vigil/node';
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { examplesOf } from './examples';
import { queueIntegration } from './queueIntegration';

afterEach(() => Vigil.close());

it('shows the integration that is compiled and run here', () => {
  const page = readFileSync(new URL('../../docs/adding-an-integration.md', import.meta.url), 'utf8');
  expect(examplesOf(page, 'ts')[0]).toBe(readFileSync(new URL('./queueIntegration.ts', import.meta.url), 'utf8'));
});

it('leaves a breadcrumb of each message, passes the call through, and is undone by close()', async () => {
  const published: unknown[][] = [];
  const queue = {
    async publish(...args: [topic: string, body: unknown]) {
      published.push(args);
    },
  };
  const { publish } = queue;
  const kit = createTestkit();
  Vigil.init({ ...kit.options, defaultIntegrations: false, integrations: [queueIntegration(queue)] });

  await queue.publish('orders', { id: 7 });
  Vigil.captureMessage('after the message');

  const event = await kit.waitForEvent('after the message');
  expect(event.breadcrumbs).toMatchObject([{ category: 'queue', message: 'publish orders' }]);
  expect(published).toEqual([['orders', { id: 7 }]]);
  await Vigil.close();
  expect(queue.publish).toBe(publish);
});
