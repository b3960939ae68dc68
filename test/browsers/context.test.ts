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

it('an event of a page or worker that is made of text or a blob has its address as it is, or its type alone', async () => {
  const { page, site } = await pages.shop();
  await page.evaluate(`(async () => {
    const run = name => 'V.init({ dsn: "' + client.getOptions().dsn + '" }); V.captureMessage("' + name + '");';
    const html = name => '<script src="' + location.origin + '/vigil.js"></' + 'script><script>' + run(name) + '</' + 'script><i title="?secret=1#2">';
    const link = (text, type) => URL.createObjectURL(new Blob([text], { type }));
    const frame = given => document.body.append(Object.assign(document.createElement('iframe'), given));
    new Worker(link(await (await fetch('/vigil.js')).text() + ';' + run('blob worker'), 'text/javascript'));
    frame({ src: link(html('blob frame'), 'text/html') });
    frame({ srcdoc: html('srcdoc') });
    frame({ src: 'data:text/html,' + html('data frame') });
  })()`);
  const requestIn = async (name: string) => (await pages.ingest.waitForEvent(name)).request;
  for (const name of ['blob worker', 'blob frame'])
    expect((await requestIn(name))?.url).toMatch(new RegExp(`^blob:${site.url}/[\\da-f-]{36}$`));
  expect((await requestIn('srcdoc'))?.url).toBe('about:srcdoc');
  const { url, query_string } = (await requestIn('data frame')) ?? {};
  expect([url, query_string]).toEqual(['data:text/html,~', undefined]);
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
