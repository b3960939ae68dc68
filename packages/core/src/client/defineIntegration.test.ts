import { createTestkit } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { addExceptionMechanism, createClient, defineIntegration, type Event, extendIntegration } from '../index';

it('an extended integration runs the function of both, in turn, and keeps what it does not name', async () => {
  const ran: string[] = [];
  const make = defineIntegration((tag: string) => ({
    name: 'Base',
    setup: () => void ran.push('base'),
    processEvent: (event: Event) => ({ ...event, tags: { tag } }),
  }));
  const kit = createTestkit();
  const integration = extendIntegration(make('mine'), { name: 'Extended', setup: () => void ran.push('extension') });
  const client = createClient({ ...kit.options, integrations: [integration] });
  client.captureException(new Error('no'));
  await client.close();
  expect([integration.name, ran, kit.events()[0]?.tags]).toEqual(['Extended', ['base', 'extension'], { tag: 'mine' }]);
});

it.each<[unknown, Event, unknown]>([
  ['adds defaults', { exception: { values: [{}] } }, { type: 'generic', handled: true }],
  [
    'keeps data',
    { exception: { values: [{ mechanism: { type: 'a', data: { b: 1 } } }] } },
    { type: 'a', handled: false, data: { b: 1, c: 2 } },
  ],
  ['takes events without exceptions', {}, undefined],
])('addExceptionMechanism %s', (_what, event, expected) => {
  addExceptionMechanism(event, expected && event.exception?.values?.[0]?.mechanism ? { handled: false, data: { c: 2 } } : undefined);
  expect(event.exception?.values?.[0]?.mechanism).toEqual(expected);
});
