import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type Extension } from '../index';

describe('an extension', () => {
  it('wraps what stands in the core of its client, late too', async () => {
    const kit = createTestkit();
    const client = createClient(kit.options);
    const refusing: Extension = core => {
      const { delivery } = core;
      core.delivery = delivery && {
        ...delivery,
        sendEvent: (gated, entry, ...rest) =>
          gated.event.message === 'no' ? core.ledger.settle(entry, 'filtered', 'extension') : delivery.sendEvent(gated, entry, ...rest),
      };
    };
    client.extend(refusing);
    const [no, yes] = [client.captureMessage('no'), client.captureMessage('yes')];
    await client.flush();
    expect(await client.outcome(no)).toMatchObject({ status: 'filtered', by: 'extension' });
    expect(await client.outcome(yes)).toMatchObject({ status: 'sent' });
  });
});
