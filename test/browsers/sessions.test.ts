import type { SerializedSession } from '@vigil/core';
import { describe, expect, it } from 'vitest';
import { useShops } from './useShops';

const pages = useShops();
const RELEASE = "release: 'shop@1', environment: 'test'";
const sessions = () => pages.ingest.items('session') as SerializedSession[];
const brief = () => sessions().map(({ init, status, errors, did }) => [init, status, errors, did]);
/** What left at the same moment arrives in any order: each request has a connection of its own. */
const inAnyOrder = (rows: unknown[]) => rows.map(row => JSON.stringify(row)).sort();
const arrived = (count: number) => expect.poll(() => sessions().length).toBe(count);

describe('a page is a session', () => {
  it('that is told when it is idle, without duration, in an envelope of its own', async () => {
    await pages.shop({ options: RELEASE });
    await arrived(1);
    const [session] = sessions();
    expect(session).toMatchObject({ init: true, status: 'ok', errors: 0, attrs: { release: 'shop@1', environment: 'test' } });
    expect(Object.keys(session!.attrs)).toEqual(['release', 'environment']);
    expect(session).not.toHaveProperty('duration');
    expect(pages.ingest.envelopes.map(({ items }) => items.map(({ headers }) => headers['type']))).toEqual([['session']]);
  });

  const NEVER_IDLE = 'requestIdleCallback = () => 0';
  it.each([
    [
      'is hidden',
      `Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true }), document.dispatchEvent(new Event('visibilitychange'))`,
    ],
    ['is left', `dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`],
  ])('that is told when it %s, once', async (_name, leaving) => {
    const { page } = await pages.shop({ options: RELEASE, before: NEVER_IDLE });
    const leave = () => page.evaluate(`void (${leaving})`);
    await leave();
    await leave();
    expect(await page.evaluate('V.flush(5000)')).toBe(true);
    expect(brief()).toEqual([[true, 'ok', 0, undefined]]);
  });

  it('goes on when it is shown again', async () => {
    const { page } = await pages.shop({ options: RELEASE, before: NEVER_IDLE });
    await page.setVisibility('hidden');
    await page.setVisibility('visible');
    await page.evaluate(`void V.captureException(new Error('later'))`);
    await arrived(2);
    expect(inAnyOrder(brief())).toEqual(
      inAnyOrder([
        [true, 'ok', 0, undefined],
        [false, 'ok', 1, undefined],
      ]),
    );
    expect(new Set(sessions().map(({ sid }) => sid)).size).toBe(1);
  });

  it('with errors: the first is told at once, all of them when it is hidden', async () => {
    const { page } = await pages.shop({ options: RELEASE, before: NEVER_IDLE });
    await page.evaluate(`[1, 2, 3].forEach(n => V.captureException(new Error('e' + n)))`);
    await page.setVisibility('hidden');
    await arrived(2);
    expect(inAnyOrder(brief())).toEqual(
      inAnyOrder([
        [true, 'ok', 1, undefined],
        [false, 'ok', 3, undefined],
      ]),
    );
  });

  it('with an error that nobody handled is unhandled, which is final', async () => {
    const { page } = await pages.shop({ options: RELEASE, before: NEVER_IDLE });
    await page.evaluate(`void V.captureException(new Error('boom'), { mechanism: { type: 'onerror', handled: false } })`);
    await page.setVisibility('hidden');
    await page.evaluate(`void V.captureException(new Error('more'))`);
    expect(await page.evaluate('V.flush(5000)')).toBe(true);
    expect(brief()).toEqual([[true, 'unhandled', 1, undefined]]);
  });

  it('counts neither messages nor what beforeSend drops', async () => {
    const { page } = await pages.shop({ options: `${RELEASE}, beforeSend: () => null`, before: NEVER_IDLE });
    await page.evaluate(`void (V.captureMessage('hello'), V.captureException(new Error('dropped')))`);
    await page.setVisibility('hidden');
    await arrived(1);
    expect(brief()).toEqual([[true, 'ok', 0, undefined]]);
  });

  it("is the user's who is known when it begins, or is set later, and stays his", async () => {
    const { page } = await pages.shop({ options: RELEASE });
    await arrived(1);
    await page.evaluate(`V.addBreadcrumb({ message: 'nobody yet' }), V.setUser({ id: 'u1' }), V.setUser({ id: 'u2' })`);
    await arrived(2);
    expect(brief()).toEqual([
      [true, 'ok', 0, undefined],
      [false, 'ok', 0, 'u1'],
    ]);
    const early = await pages.shop({ options: `${RELEASE}, initialScope: { user: { id: 'u3' } }` });
    await arrived(3);
    expect(brief()[2]).toEqual([true, 'ok', 0, 'u3']);
    expect(await early.page.evaluate('V.flush(5000)')).toBe(true);
  });

  it('ends with close()', async () => {
    const { page } = await pages.shop({ options: RELEASE, before: NEVER_IDLE });
    expect(await page.evaluate('V.close(5000)')).toBe(true);
    expect(brief()).toEqual([[true, 'exited', 0, undefined]]);
  });

  it('that is made ready beforehand begins when it is shown', async () => {
    const { page } = await pages.shop({
      options: RELEASE,
      before: `Object.defineProperty(document, 'prerendering', { get: () => ready !== true }); ready = false; requestIdleCallback = callback => callback()`,
    });
    expect(await page.evaluate('V.flush(5000)')).toBe(true);
    expect(sessions()).toEqual([]);
    await page.evaluate(`(ready = true, document.dispatchEvent(new Event('prerenderingchange')), 0)`);
    await arrived(1);
  });
});

it('with lifecycle route each navigation ends a session and begins another', async () => {
  const { page } = await pages.shop({
    options: `${RELEASE}, integrations: [V.browserSessionIntegration({ lifecycle: 'route' })]`,
    before: 'requestIdleCallback = () => 0',
  });
  await page.evaluate(
    `void (history.pushState(null, '', '/cart'), V.captureException(new Error('e')), history.pushState(null, '', '/cart'))`,
  );
  await page.evaluate(`void history.pushState(null, '', '/paid')`);
  await page.setVisibility('hidden');
  await arrived(4);
  expect(inAnyOrder(brief())).toEqual(
    inAnyOrder([
      [true, 'exited', 0, undefined],
      [true, 'ok', 1, undefined],
      [false, 'exited', 1, undefined],
      [true, 'ok', 0, undefined],
    ]),
  );
  expect(new Set(sessions().map(({ sid }) => sid)).size).toBe(3);
});

it('with lifecycle route a navigation tells nothing of a session that is unhandled', async () => {
  const { page } = await pages.shop({
    options: `${RELEASE}, integrations: [V.browserSessionIntegration({ lifecycle: 'route' })]`,
    before: 'requestIdleCallback = () => 0',
  });
  await page.evaluate(`void V.captureException(new Error('boom'), { mechanism: { type: 'onerror', handled: false } })`);
  await page.evaluate(`void history.pushState(null, '', '/cart')`);
  await page.setVisibility('hidden');
  expect(await page.evaluate('V.flush(5000)')).toBe(true);
  expect(inAnyOrder(brief())).toEqual(
    inAnyOrder([
      [true, 'unhandled', 1, undefined],
      [true, 'ok', 0, undefined],
    ]),
  );
});

describe('there is none', () => {
  it.each([
    ['without a release', ''],
    ['without the integration', `${RELEASE}, integrations: all => all.filter(({ name }) => name !== 'BrowserSession')`],
    ['for a server that knows none', `${RELEASE}, backend: 'glitchtip'`],
  ])('%s', async (_name, options) => {
    const { page, report } = await pages.shop({ options });
    await page.setVisibility('hidden');
    await report();
    expect(sessions()).toEqual([]);
  });
});

it('a page comes back from the back/forward cache with the session it had', async context => {
  if (!pages.chromium.hasBackForwardCache) context.skip('this Chromium has no back/forward cache: install a whole one');
  const { page, site } = await pages.shop({
    options: RELEASE,
    files: { '/next': 'next' },
    before: 'onpageshow = ({ persisted }) => { shown = persisted }',
  });
  await arrived(1);
  await page.goto(`${site.url}/next`);
  await page.back();
  await page.waitFor('shown');
  await page.evaluate(`void V.captureException(new Error('back again'))`);
  await arrived(2);
  expect(brief()).toEqual([
    [true, 'ok', 0, undefined],
    [false, 'ok', 1, undefined],
  ]);
  expect(new Set(sessions().map(({ sid }) => sid)).size).toBe(1);
});
