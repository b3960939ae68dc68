import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import {
  browserNoise,
  createClient,
  dedupeIntegration,
  eventFiltersIntegration,
  type Integration,
  inboundFiltersIntegration,
} from '../index';

function start(integration: Integration) {
  const kit = createTestkit();
  return createClient({ ...kit.options, integrations: [integration] });
}
const statusOf = async (integration: Integration, error: unknown) => {
  const client = start(integration);
  return client.outcome(client.captureException(error));
};

describe('eventFiltersIntegration', () => {
  it.each([
    'Script error.',
    'ResizeObserver loop completed with undelivered notifications.',
    "undefined is not an object (evaluating 'a.L')",
    'Java exception was raised during method invocation',
  ])('drops what browsers throw for no reason of the page: %s', async message => {
    expect(await statusOf(eventFiltersIntegration(), new Error(message))).toMatchObject({ status: 'filtered', by: 'EventFilters' });
    expect(await statusOf(eventFiltersIntegration({ disableErrorDefaults: true }), new Error(message))).toMatchObject({ status: 'sent' });
  });

  it('goes by classes and predicates of its own, beside the defaults', async () => {
    const options = { ignoreErrors: [RangeError, (error: Error) => error.message === 'mine'] };
    expect((await statusOf(eventFiltersIntegration(options), new RangeError('x'))).status).toBe('filtered');
    expect((await statusOf(eventFiltersIntegration(options), new Error('mine'))).status).toBe('filtered');
    expect((await statusOf(eventFiltersIntegration(options), new Error('Script error.'))).status).toBe('filtered');
    expect((await statusOf(eventFiltersIntegration(options), new Error('other'))).status).toBe('sent');
  });

  it('judges files by denyUrls and allowUrls', async () => {
    expect((await statusOf(inboundFiltersIntegration({ denyUrls: [/eventFilters/] }), new Error('x'))).status).toBe('filtered');
    expect((await statusOf(inboundFiltersIntegration({ allowUrls: ['elsewhere'] }), new Error('x'))).status).toBe('filtered');
    expect((await statusOf(inboundFiltersIntegration({ allowUrls: [/eventFilters/] }), new Error('x'))).status).toBe('sent');
  });

  it('drops nothing where it is not installed', async () => {
    const client = createClient(createTestkit().options);
    expect(browserNoise).toHaveLength(12);
    expect((await client.outcome(client.captureException(new Error('Script error.')))).status).toBe('sent');
  });
});

describe('dedupeIntegration', () => {
  it('drops what equals the event before it, and no more', async () => {
    const client = start(dedupeIntegration());
    // of one place, whoever awaits in between
    const errors = ['a', 'a', 'b', 'a'].map(message => new Error(message));
    const statuses = [];
    for (const error of errors) {
      statuses.push((await client.outcome(client.captureException(error))).status);
    }
    expect(statuses).toEqual(['sent', 'filtered', 'sent', 'sent']);
    expect(await client.outcome(client.captureEvent({ message: 'm' }))).toMatchObject({ status: 'sent' });
    expect(await client.outcome(client.captureEvent({ message: 'm' }))).toMatchObject({ status: 'filtered', by: 'Dedupe' });
    expect(await client.outcome(client.captureEvent({ message: 'm', fingerprint: ['other'] }))).toMatchObject({ status: 'sent' });
  });
});
