// What React Native lacks of a page: older Hermes has no `TextEncoder`, its `Request` no `keepalive`, its `URL` little but `href`.
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it, vi } from 'vitest';
import { captureException, captureMessage, close, flush, init } from './index';

class BareUrl {
  constructor(readonly href: string) {}
  get protocol(): string {
    throw new Error('URL.protocol is not implemented');
  }
  toString(): string {
    return this.href;
  }
}
class BareXhr extends EventTarget {
  readyState = 0;
  status = 0;
  open(): void {
    this.readyState = 1;
  }
  setRequestHeader(): void {}
  send(): void {
    this.readyState = 4;
    this.status = 200;
    this.dispatchEvent(new Event('readystatechange'));
  }
}

afterEach(async () => {
  await close();
  vi.unstubAllGlobals();
});

it('events with letters of any kind are sent', async () => {
  vi.stubGlobal('TextEncoder', undefined);
  vi.stubGlobal('Request', class {});
  const bodies: string[] = [];
  const fetch = async (_url: string, { body }: { body: string }) => {
    bodies.push(body);
    return { status: 200, headers: { get: () => null } };
  };
  init({ dsn: 'https://key@host/1', retry: false, defaultIntegrations: false, transportOptions: { fetch } });
  captureException(new Error('größe 漢字 😀'));
  expect(await flush()).toBe(true);
  expect(bodies.join()).toContain('größe 漢字 😀');
});

it('requests leave their breadcrumb where nothing tells their origin', async () => {
  vi.stubGlobal('XMLHttpRequest', BareXhr);
  vi.stubGlobal('URL', BareUrl);
  const kit = createTestkit();
  init({ ...kit.options });
  const xhr = new XMLHttpRequest();
  xhr.open('POST', 'https://api.shop.example/orders');
  xhr.send('größe');
  captureMessage('after');
  await flush();
  expect(kit.expectEvent('after').breadcrumbs).toMatchObject([
    { category: 'xhr', data: { method: 'POST', url: 'https://api.shop.example/orders', status_code: 200 } },
  ]);
});
