import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type VigilOptions, withBugsink } from '../index';

async function sent(backend: VigilOptions['backend'], capture: (client: ReturnType<typeof createClient>) => void) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, backend });
  client.extend(withBugsink);
  capture(client);
  await client.flush();
  return kit.events()[0]!;
}

describe("backend: 'bugsink'", () => {
  it('sends the stack of a message as that of a thread', async () => {
    const event = await sent('bugsink', client => client.captureMessage('stock ran low'));
    expect(event).toMatchObject({
      message: 'stock ran low',
      threads: { values: [{ current: true, stacktrace: { frames: expect.any(Array) } }] },
    });
    expect(event.exception).toBeUndefined();
  });

  it('keeps template and values of a message, which make its issue', async () => {
    const logentry = { message: 'user %s has no cart', params: ['ann'] };
    const event = await sent('bugsink', client => {
      client.addEventProcessor(given => ({ ...given, message: undefined, logentry }));
      client.captureMessage('user ann has no cart');
    });
    expect(event).toMatchObject({ logentry, threads: { values: [{ stacktrace: { frames: expect.any(Array) } }] } });
    expect(event.exception).toBeUndefined();
  });

  it('calls what was thrown without being an error by its text', async () => {
    const event = await sent('bugsink', client => client.captureException('only a text'));
    expect(event.exception?.values).toMatchObject([{ type: 'Error', value: 'only a text', mechanism: { type: 'generic', handled: true } }]);
    expect(event.exception?.values?.[0]?.mechanism).not.toHaveProperty('synthetic');
  });

  it('leaves errors as they are', async () => {
    const event = await sent('bugsink', client => client.captureException(new RangeError('far')));
    expect(event.exception?.values).toMatchObject([{ type: 'RangeError', mechanism: { handled: true } }]);
  });

  it.each([undefined, 'sentry', 'glitchtip'] as const)('is no affair of %s', async backend => {
    const event = await sent(backend, client => client.captureMessage('stock ran low'));
    expect(event.exception?.values).toMatchObject([{ value: 'stock ran low', mechanism: { synthetic: true } }]);
  });
});
