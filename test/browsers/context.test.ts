import { expect, it } from 'vitest';
import { useShops } from './useShops';

const pages = useShops();

it('an event says where it happened, and in whose language; values of queries it does not', async () => {
  const { page, site, report } = await pages.shop({ path: '/cart?token=abc#step=2' });
  const { request, contexts, user } = await report();
  const agent = await page.evaluate('navigator.userAgent');
  expect(request).toMatchObject({ url: `${site.url}/cart#step=[Filtered]`, query_string: 'token=[Filtered]' });
  expect(request?.headers).toEqual({ 'User-Agent': agent });
  const { locale, timeZone, calendar } = Intl.DateTimeFormat('en-US').resolvedOptions();
  expect(contexts?.['culture']).toEqual({ locale: expect.stringMatching(/^[a-z]{2}/), timezone: timeZone, calendar });
  expect(typeof locale).toBe('string');
  expect(contexts?.['page']).toEqual(await page.evaluate('({ viewport_width: innerWidth, viewport_height: innerHeight })'));
  expect(user).toBeUndefined();
});

it('an event says from where the page was reached, without the values of its query', async () => {
  const { page, site, report } = await pages.shop({ path: '/cart' });
  await page.goto(`${site.url}/cart?from=mail`);
  await page.evaluate(`(location.href = '/cart?next', 0)`);
  await page.waitFor("location.search === '?next' && globalThis.V");
  expect((await report()).request?.headers?.['Referer']).toBe(`${site.url}/cart?from=[Filtered]`);
});

it.each([
  ['urlQueryParams', 'dataCollection: { urlQueryParams: true }'],
  ['a list of them', "dataCollection: { urlQueryParams: { allow: ['page'] } }"],
  ['sendDefaultPii', 'sendDefaultPii: true'],
])('%s keeps harmless values', async (_name, options) => {
  const { report } = await pages.shop({ path: '/cart?page=2&token=abc', options });
  expect((await report()).request?.query_string).toBe('page=2&token=[Filtered]');
});

it('httpHeaders: false sends no headers, and what the application says stays', async () => {
  const { page, site, report } = await pages.shop({ options: 'dataCollection: { httpHeaders: false }' });
  const { request } = await report();
  expect([request?.url, request?.headers]).toEqual([`${site.url}/`, undefined]);
  await page.evaluate(
    `void V.captureEvent({ message: 'own', request: { url: 'app://cart', headers: { a: 'b' } }, contexts: { culture: { locale: 'x' } } })`,
  );
  const own = await pages.ingest.waitForEvent('own');
  expect(own.request).toEqual({ url: 'app://cart', headers: { a: 'b' } });
  expect(own.contexts?.['culture']).toMatchObject({ locale: 'x', calendar: 'gregory' });
});

it('browserContextIntegration adds what a browser tells of itself, and asks it for nothing', async () => {
  const { page, report } = await pages.shop({
    options: 'integrations: [V.browserContextIntegration()]',
    before: `asked = 0; if (navigator.userAgentData) NavigatorUAData.prototype.getHighEntropyValues = async () => (asked++, {})`,
  });
  const { contexts } = await report();
  expect(contexts?.['device']).toMatchObject(
    await page.evaluate<object>('({ screen_width_pixels: screen.width, processor_count: navigator.hardwareConcurrency, online: true })'),
  );
  expect(contexts?.['page']).toMatchObject({ visibility: 'visible', viewport_width: await page.evaluate('innerWidth') });
  expect(await page.evaluate('asked')).toBe(0);
  const plain = await pages.shop();
  expect(Object.keys((await plain.report()).contexts ?? {})).not.toContain('device');
});
