// @vitest-environment happy-dom
import { createTestkit, type Testkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { captureException, close, getIsolationScope, init, sendFeedback, setCurrentClient, setUser, showReportDialog } from '../index';

const DSN = 'https://key@sentry.example:8443/base/42';
let kit: Testkit;
let warn: Mock<(line: unknown) => void>;

beforeEach(() => {
  Object.assign((window as unknown as { happyDOM: { settings: object } }).happyDOM.settings, { handleDisabledFileLoadingAsSuccess: true });
  warn = vi.fn();
  kit = createTestkit();
  init({ ...kit.options, dsn: DSN, defaultIntegrations: false, logger: { warn } });
});
afterEach(async () => {
  await close();
  getIsolationScope().clear();
  for (const script of document.querySelectorAll('script')) script.remove();
});
const scripts = () => [...document.querySelectorAll('script')];
const said = () => warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3).join(' '));

describe('showReportDialog', () => {
  it("embeds the server's script with the DSN, the last event and the user", () => {
    setUser({ id: '1', name: 'Ann & Co', email: 'ann@shop.example' });
    const eventId = captureException(new Error('x'));
    showReportDialog({ title: 'Oh no', lang: 'de', onLoad: () => {}, onClose: () => {} });
    expect(scripts().map(({ src }) => src)).toEqual([
      `https://sentry.example:8443/base/api/embed/error-page/?dsn=${DSN}&title=Oh%20no&lang=de&eventId=${eventId}&name=Ann%20%26%20Co&email=ann%40shop.example`,
    ]);
    expect(scripts()[0]?.crossOrigin).toBe('anonymous');
  });

  it('takes event, DSN and user as they are given', () => {
    showReportDialog({ eventId: 'abc', dsn: 'https://other@o1.ingest.example/7', user: { name: 'Bo' } });
    expect(scripts()[0]?.src).toBe(
      'https://o1.ingest.example/api/embed/error-page/?dsn=https://other@o1.ingest.example/7&eventId=abc&name=Bo',
    );
  });

  it("carries the nonce given, else that of the page's own scripts", () => {
    showReportDialog({ eventId: 'a', nonce: 'given' });
    const own = document.head.appendChild(document.createElement('script'));
    own.setAttribute('nonce', 'page');
    own.nonce = 'page';
    scripts()[0]?.remove();
    showReportDialog({ eventId: 'b' });
    expect(scripts().at(-1)?.nonce).toBe('page');
  });

  it('tells when it is shown and when it is closed, and leaves nothing behind', async () => {
    const calls: string[] = [];
    showReportDialog({ eventId: 'a', onLoad: () => calls.push('load'), onClose: () => calls.push('close') });
    await vi.waitFor(() => expect(calls).toEqual(['load']));
    window.dispatchEvent(new MessageEvent('message', { data: 'of somebody else' }));
    for (const _again of [1, 2]) window.dispatchEvent(new MessageEvent('message', { data: '__sentry_reportdialog_closed__' }));
    expect([calls, scripts()]).toEqual([['load', 'close'], []]);
  });

  it('says what is missing: an event, a DSN', async () => {
    const printed = vi.spyOn(console, 'warn').mockImplementation(() => {});
    showReportDialog();
    expect(said()).toEqual(['V087 showReportDialog']);
    await close();
    setCurrentClient(undefined);
    showReportDialog({ eventId: 'a' });
    expect(printed.mock.calls).toEqual([['[vigil] V086 showReportDialog']]);
    printed.mockRestore();
    expect(scripts()).toEqual([]);
  });

  it('never throws', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => Symbol('s'),
        ownKeys: () => {
          throw new Error('mine');
        },
      },
    );
    for (const given of [null, 7, 'x', hostile]) expect(showReportDialog(given as never)).toBeUndefined();
  });
});

describe('sendFeedback', () => {
  it('resolves with the id once the server has it, the page being where it was given', async () => {
    const id = await sendFeedback({ message: 'Button dead' });
    expect(kit.items('feedback')).toMatchObject([{ event_id: id, contexts: { feedback: { url: location.href, source: 'api' } } }]);
  });

  it('rejects when the server refuses it', async () => {
    kit.respond(403);
    await expect(sendFeedback({ message: 'Button dead' })).rejects.toThrow('refused, the server answered 403');
  });
});
