import { createTestkit } from '@vigil/testkit';
import { expect, it, vi } from 'vitest';
import { createClient, makeBrowserOfflineTransport, type VigilOptions } from '../index';

it('without a database, denied consent is a warning and no rejection of the page', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const warn = vi.fn();
  const { options } = createTestkit();
  const { transport } = options as Required<Pick<VigilOptions, 'transport'>>;
  const client = createClient({ ...options, logger: { warn }, transport: makeBrowserOfflineTransport(transport) });
  client.setConsent('denied');
  await vi.waitFor(() => expect(warn.mock.calls).toEqual([[expect.stringContaining('V081')]]));
  await new Promise(resolve => setTimeout(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
