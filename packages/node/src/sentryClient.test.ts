import { afterEach, describe, expect, it, vi } from 'vitest';
import { start, stopAll } from './http/fixtures/live';
import * as Vigil from './index';

afterEach(stopAll);

describe('hooks of Sentry’s client', () => {
  it('preprocessEvent and postprocessEvent hear an event before and after its processors', async () => {
    const { client, expectEvent } = start();
    const seen: unknown[] = [];
    client.addEventProcessor(event => ({ ...event, tags: { ...event.tags, by: `${String(event.tags?.['by'])} processor` } }));
    client.on('preprocessEvent', (event: Vigil.Event) => {
      event.tags = { ...event.tags, by: 'pre' };
    });
    client.on('postprocessEvent', (event: Vigil.Event) => void seen.push(event.tags?.['by']));
    Vigil.captureMessage('hello');
    await client.flush();
    expect(seen).toEqual(['pre processor']);
    expect(expectEvent('hello').tags).toMatchObject({ by: 'pre processor' });
  });

  it('what a listener of beforeSendEvent changes is sent, scrubbed as anything', async () => {
    const { client, expectEvent } = start();
    client.on('beforeSendEvent', (event: Vigil.Event) => {
      event.tags = { ...event.tags, late: 'yes' };
      event.extra = { ...event.extra, password: 'hidden' };
    });
    Vigil.captureException(new Error('x'), { extra: { token: 'hidden' } });
    await client.flush();
    expect(expectEvent('x')).toMatchObject({ tags: { late: 'yes' }, extra: { password: '[Filtered]', token: '[Filtered]' } });
    expect(Object.keys(Object(expectEvent('x'))._meta)).toEqual(['extra']);
  });

  it('afterSendEvent hears what the server said, once each event', async () => {
    const { client } = start();
    const heard = vi.fn();
    client.on('afterSendEvent', heard);
    const id = Vigil.captureMessage('hello');
    await client.flush();
    expect(heard.mock.calls).toEqual([[expect.objectContaining({ event_id: id }), { statusCode: 200 }]]);
  });

  it('beforeAddBreadcrumb hears what is kept, and may change it', async () => {
    const { client, expectEvent } = start({ beforeBreadcrumb: crumb => (crumb.message === 'no' ? null : crumb) });
    client.on('beforeAddBreadcrumb', (crumb: Vigil.Breadcrumb) => {
      crumb.category = 'seen';
    });
    for (const message of ['no', 'yes']) Vigil.addBreadcrumb({ message });
    Vigil.captureMessage('hello');
    await client.flush();
    expect(expectEvent('hello').breadcrumbs).toMatchObject([{ message: 'yes', category: 'seen' }]);
  });
});

describe('methods of Sentry’s client', () => {
  it('sendEvent sends as is: no hook runs, no scope is merged in; secrets stay here all the same', async () => {
    const beforeSend = vi.fn(event => event);
    const { client, events } = start({ beforeSend, release: 'a@1' });
    Vigil.setTag('of', 'scope');
    client.sendEvent({ message: 'as is', event_id: 'a'.repeat(32), extra: { password: 'hidden', a: 1 } }, { attachments: [] });
    await client.flush();
    expect(beforeSend).not.toHaveBeenCalled();
    expect(events()).toMatchObject([
      { message: 'as is', event_id: 'a'.repeat(32), release: 'a@1', extra: { password: '[Filtered]', a: 1 } },
    ]);
    expect(events()[0]?.tags).toBeUndefined();
    expect(await client.outcome('a'.repeat(32))).toMatchObject({ status: 'sent' });
  });

  it('sendEvent of a client that is off, or of nothing, sends nothing', async () => {
    const { client, events } = start();
    client.sendEvent(undefined as never);
    client.setEnabled(false);
    client.sendEvent({ message: 'off' });
    await client.flush();
    expect(events().map(({ message }) => message)).not.toContain('off');
    expect(client.stats().outcomes['error']).toMatchObject({ disabled: 1 });
  });

  it('captureCheckIn is of this client, whichever is current', async () => {
    const { client, options, items } = start();
    const own = Vigil.createClient({ ...options, environment: 'own' });
    const id = own.captureCheckIn({ monitorSlug: 'nightly', status: 'ok' }, { schedule: { type: 'crontab', value: '@daily' } });
    expect(await own.outcome(id)).toMatchObject({ category: 'monitor', status: 'sent' });
    expect(items('check_in')).toMatchObject([{ environment: 'own', monitor_config: { schedule: { value: '@daily' } } }]);
    expect(client.stats().captured).toEqual({});
    await own.close();
  });

  it('sendEvent takes whatever for a hint', async () => {
    const { client, events } = start();
    for (const hint of [null, 5, 'x']) client.sendEvent({ message: 'sent' }, hint as never);
    await client.flush();
    expect(events()).toHaveLength(3);
  });

  it('getOptions().enabled switches it off and on', async () => {
    const { client, events } = start();
    client.getOptions().enabled = false;
    Vigil.captureMessage('off');
    expect(client.getOptions().enabled).toBe(false);
    client.getOptions().enabled = true;
    Vigil.captureMessage('on');
    await client.flush();
    expect(events().map(({ message }) => message)).toEqual(['on']);
  });

  it('hooks find the text of a message where they find an error', async () => {
    const { client, events } = start({ beforeSend: (event, hint) => (String(hint.originalException).includes('noisy') ? null : event) });
    for (const text of ['noisy message', 'message']) Vigil.captureMessage(text);
    await client.flush();
    expect(events().map(({ message }) => message)).toEqual(['message']);
  });

  it('init and getSdkMetadata are there on what init returns', () => {
    const client = Vigil.init({ dsn: '' });
    expect(client.init()).toBeUndefined();
    expect(client.getSdkMetadata().sdk.name).toBe('vigil.javascript.node');
  });
});
