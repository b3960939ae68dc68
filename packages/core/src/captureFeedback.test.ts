import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Client, captureFeedback, close, init, type SendFeedbackParams, setUser, type VigilOptions } from './index';

afterEach(() => close());

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  return { kit, client: init({ ...kit.options, ...options }) as Client };
}

describe('captureFeedback', () => {
  it('sends what the user says in an envelope of its own, with what the scopes know', async () => {
    const { kit, client } = start({ release: 'shop@1', initialScope: { tags: { shop: 'tea' } } });
    setUser({ id: 'ada' });
    const id = captureFeedback({
      message: 'Button dead',
      name: 'Ann',
      email: 'ann@shop.example',
      url: 'https://shop.example/cart',
      associatedEventId: 'a'.repeat(32),
      tags: { form: 'cart' },
    });
    expect(await client.outcome(id)).toMatchObject({ eventId: id, category: 'feedback', status: 'sent' });
    expect(kit.items('feedback')).toMatchObject([
      {
        type: 'feedback',
        event_id: id,
        level: 'info',
        release: 'shop@1',
        user: { id: 'ada' },
        tags: { shop: 'tea', form: 'cart' },
        contexts: {
          feedback: {
            message: 'Button dead',
            name: 'Ann',
            contact_email: 'ann@shop.example',
            url: 'https://shop.example/cart',
            source: 'api',
            associated_event_id: 'a'.repeat(32),
          },
        },
      },
    ]);
    const [[headers, items]] = kit.envelopes() as [[{ event_id: string }, unknown[]]];
    expect([headers.event_id, items.length]).toEqual([id, 1]);
    expect(client.stats()).toMatchObject({ captured: { feedback: 1 }, outcomes: { feedback: { sent: 1 } } });
  });

  it('is shown to listeners of beforeSendFeedback, and leaves as they change it', async () => {
    const { kit, client } = start();
    client.on('beforeSendFeedback', (feedback, options) => {
      feedback.tags = { ...feedback.tags, theme: 'dark', replay: options?.includeReplay };
    });
    captureFeedback({ message: 'Button dead', tags: { form: 'cart' } }, { includeReplay: true });
    await client.flush();
    expect(kit.items('feedback')).toMatchObject([{ tags: { form: 'cart', theme: 'dark', replay: true } }]);
  });

  it('keeps the address that was given to be answered, and hides secrets in the text', async () => {
    const { kit, client } = start();
    captureFeedback({ message: 'my card is 4111 1111 1111 1111', email: 'ann@shop.example' });
    await client.flush();
    expect(JSON.stringify(kit.items('feedback'))).not.toContain('4111 1111');
    expect(JSON.stringify(kit.items('feedback'))).toContain('ann@shop.example');
  });

  it('is neither sampled nor budgeted nor shown to beforeSend; processors see it', async () => {
    const beforeSend = vi.fn(() => null);
    const { kit, client } = start({ sampleRate: 0, beforeSend, budget: { perIssue: { burst: 1 } } as never });
    const seen: unknown[] = [];
    client.addEventProcessor(event => {
      seen.push(event.type);
      return event;
    });
    for (let n = 0; n < 20; n++) captureFeedback({ message: 'again' });
    await client.flush();
    expect([kit.items('feedback').length, beforeSend.mock.calls.length, seen.length]).toEqual([20, 0, 20]);
  });

  it('cuts a long message to what servers take', async () => {
    const { kit, client } = start();
    captureFeedback({ message: 'x'.repeat(5000) });
    await client.flush();
    expect((kit.items('feedback')[0] as { contexts: { feedback: { message: string } } }).contexts.feedback.message).toHaveLength(4096);
  });

  it.each([undefined, null, 7, {}, { message: ' ' }, { message: 7 }])('given %j sends nothing and says so', async params => {
    const warn = vi.fn();
    const { kit, client } = start({ logger: { warn } });
    expect(captureFeedback(params as unknown as SendFeedbackParams)).toMatch(/^[\da-f]{32}$/);
    await client.flush();
    expect([kit.items('feedback'), warn.mock.calls.map(([line]) => String(line).slice(8, 28))]).toEqual([[], ['V020 captureFeedback']]);
  });

  it('without a client: an id', () => {
    expect(captureFeedback({ message: 'hi' })).toMatch(/^[\da-f]{32}$/);
  });
});
