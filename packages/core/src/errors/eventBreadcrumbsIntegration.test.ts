import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, eventBreadcrumbsIntegration, type VigilOptions } from '../index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  return { kit, client: createClient({ ...kit.options, integrations: [eventBreadcrumbsIntegration()], ...options }) };
}

describe('eventBreadcrumbsIntegration', () => {
  it('names the events before, in their order, with id and level; an event never names itself', async () => {
    const { kit, client } = start();
    const first = client.captureException(new RangeError('too much'));
    const second = client.captureMessage('slow', 'warning');
    client.captureMessage('third');
    await client.flush();
    expect(kit.events().map(({ breadcrumbs = [] }) => breadcrumbs.length)).toEqual([0, 1, 2]);
    expect(kit.events()[2]?.breadcrumbs).toMatchObject([
      { category: 'sentry.event', event_id: first, level: 'error', message: 'RangeError: too much' },
      { category: 'sentry.event', event_id: second, level: 'warning', message: 'slow' },
    ]);
  });

  it('names none that was dropped', async () => {
    const { kit, client } = start({ beforeSend: event => (event.message === 'dropped' ? null : event) });
    client.captureMessage('dropped');
    client.captureMessage('kept');
    await client.flush();
    expect(kit.events().map(({ breadcrumbs }) => breadcrumbs)).toEqual([undefined]);
  });

  it('says what was scrubbed as it left', async () => {
    const { kit, client } = start();
    client.captureException(new Error('for ann@example.com'));
    client.captureMessage('next');
    await client.flush();
    expect(JSON.stringify(kit.events()[1])).not.toContain('ann@example.com');
  });

  it('passes beforeBreadcrumb, and is gone after close()', async () => {
    const { kit, client } = start({ beforeBreadcrumb: crumb => (crumb.category === 'sentry.event' ? null : crumb) });
    client.captureMessage('one');
    client.captureMessage('two');
    await client.close();
    expect(kit.events().map(({ breadcrumbs }) => breadcrumbs)).toEqual([undefined, undefined]);
  });
});
