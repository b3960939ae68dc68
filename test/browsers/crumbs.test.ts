import { describe, expect, it } from 'vitest';
import { useShops } from './useShops';

const pages = useShops();

describe('clicks and typing', () => {
  const html = `<form id=login class="card wide"><input name=email type=email value=secret@example.org>
    <button class=primary type=submit>Pay 42 EUR as Ann</button></form><p id=text>text</p><div id=edit contenteditable>words</div>`;

  it('are told by the element, never by what stands in it', async () => {
    const { page, crumbs } = await pages.shop({ html, before: 'onsubmit = event => event.preventDefault()' });
    await page.click('.primary');
    await page.type('input', 'ann@example.org');
    await page.type('#edit', 'more');
    const told = await crumbs();
    expect(told.map(({ category, message }) => [category, message])).toEqual([
      ['ui.click', 'body > form#login.card.wide > button.primary[type="submit"]'],
      ['ui.input', 'body > form#login.card.wide > input[type="email"][name="email"]'],
      ['ui.input', 'body > div#edit'],
    ]);
    expect(JSON.stringify(told)).not.toMatch(/ann|example|EUR|words|more/i);
  });

  it('that repeat within a second are one, on another element or of another kind another', async () => {
    const { page, crumbs } = await pages.shop({ html: '<button id=a>a</button><input id=b>' });
    // the clock of events: no timing decides
    await page.evaluate(`(() => {
      const at = (id, type, timeStamp) => {
        const event = new MouseEvent(type, { bubbles: true });
        Object.defineProperty(event, 'timeStamp', { value: timeStamp });
        document.getElementById(id).dispatchEvent(event);
      };
      at('a', 'click', 1000); at('a', 'click', 1900); at('a', 'click', 2800);
      at('a', 'click', 3801);
      at('b', 'click', 3802); at('b', 'keypress', 3803); at('a', 'keypress', 3804); at('a', 'click', 3805);
    })()`);
    expect((await crumbs()).map(({ category, message }) => `${category} ${message}`)).toEqual([
      'ui.click body > button#a',
      'ui.click body > button#a',
      'ui.click body > input#b',
      'ui.input body > input#b',
      'ui.click body > button#a',
    ]);
  });

  it('are seen though the page stops their way, and within open shadow trees', async () => {
    const { page, crumbs } = await pages.shop({
      html: '<x-card id=card></x-card><button id=stop onclick="event.stopPropagation()">x</button>',
    });
    await page.evaluate(`void (card.attachShadow({ mode: 'open' }).innerHTML = '<button id=in>in</button>')`);
    await page.click('#stop');
    await page.click('#in');
    expect((await crumbs()).map(({ message }) => message)).toEqual(['body > button#stop', 'body > x-card#card > button#in']);
  });

  it('go by the component, by attributes that say more, and within their length', async () => {
    const { page, crumbs } = await pages.shop({
      html: `<div data-sentry-component=Cart><section data-sentry-element=Row><button id=b data-testid=buy>x</button></section></div>
        <form id=${'f'.repeat(30)}><input name=id><input name=parentElement><input name=tagName><button id=deep type=button>y</button></form>`,
      options: `integrations: [V.breadcrumbsIntegration({ dom: { serializeAttribute: ['data-testid'], maxStringLength: 40 } })]`,
    });
    await page.click('#b');
    // not by the driver, which a form like this one leads in circles
    await page.evaluate('deep.click()');
    expect((await crumbs()).map(({ message, data }) => [message, data])).toEqual([
      ['Cart > Row > button[data-testid="buy"]', { 'ui.component_name': 'Row' }],
      ['button#deep[type="button"]', undefined],
    ]);
  });

  it('cost next to nothing: of a thousand on one element only the first is looked at', async () => {
    const { page } = await pages.shop({
      html: Array.from({ length: 100 }, (_, n) => `<div><p><button id=b${n}>x</button></p></div>`).join(''),
    });
    const calls = await page.evaluate(() => {
      let reads = 0;
      const { getAttribute } = Element.prototype;
      Element.prototype.getAttribute = function (name) {
        reads++;
        return getAttribute.call(this, name);
      };
      const button = document.getElementById('b1');
      for (let n = 0; n < 1000; n++) button?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      Element.prototype.getAttribute = getAttribute;
      return reads;
    });
    // what one of them reads, for all thousand
    expect(calls).toBeLessThan(60);
  });
});

describe('navigation', () => {
  it('is told by paths without values, once each, nothing where nothing changed', async () => {
    const { page, crumbs } = await pages.shop({ path: '/start?page=a' });
    await page.evaluate(async () => {
      history.pushState(null, '', '/cart?page=b');
      history.replaceState({ page: 2 }, '');
      history.replaceState(null, '', '#email=c');
      const popped = new Promise(done => addEventListener('popstate', done, { once: true }));
      history.back();
      await popped;
      location.hash = 'end';
      await new Promise(done => addEventListener('hashchange', done, { once: true }));
    });
    expect((await crumbs()).map(({ category, data }) => [category, data?.['from'], data?.['to']])).toEqual([
      ['navigation', '/start?page=[Filtered]', '/cart?page=[Filtered]'],
      ['navigation', '/cart?page=[Filtered]', '/cart?page=[Filtered]#email=[Filtered]'],
      ['navigation', '/cart?page=[Filtered]#email=[Filtered]', '/start?page=[Filtered]'],
      ['navigation', '/start?page=[Filtered]', '/start?page=[Filtered]#end'],
    ]);
  });

  it('by the Navigation API is told too; without it the rest is', async () => {
    const routes = `navigation.addEventListener('navigate', event => event.intercept({ handler: async () => {} }))`;
    const modern = await pages.shop();
    await modern.page.evaluate(`${routes}, navigation.navigate('/orders').finished.then(() => 0)`);
    expect((await modern.crumbs()).map(({ data }) => data)).toEqual([{ from: '/', to: '/orders' }]);
    const old = await pages.shop({ before: 'Object.defineProperty(window, "navigation", { value: undefined })' });
    await old.page.evaluate(`void history.pushState(null, '', '/orders')`);
    expect((await old.crumbs()).map(({ data }) => data)).toEqual([{ from: '/', to: '/orders' }]);
  });
});

describe('the console and events', () => {
  it('leave breadcrumbs', async () => {
    const { page, crumbs } = await pages.shop();
    await page.evaluate(`console.warn('low stock', { sku: 1 }), console.assert(true), console.assert(false, 'no cart')`);
    await page.evaluate(`void V.captureException(new TypeError('no cart'))`);
    expect((await crumbs()).map(({ category, level, message }) => [category, level, message])).toEqual([
      ['console', 'warning', 'low stock {sku}'],
      ['console', 'error', 'Assertion failed: no cart'],
      ['sentry.event', 'error', 'TypeError: no cart'],
    ]);
  });
});

describe('switches', () => {
  const act = `(console.log('x'), history.pushState(null, '', '/x'), document.body.click(), V.captureMessage('m'),
    fetch('/').then(() => new Promise(done => { const xhr = new XMLHttpRequest(); xhr.open('GET', '/'); xhr.onload = done; xhr.send(); })).then(() => 0))`;
  it.each([
    ['nothing said', '', ['console', 'navigation', 'ui.click', 'sentry.event', 'fetch', 'xhr']],
    ['breadcrumbs: false', 'breadcrumbs: false', []],
    ['one source off', 'breadcrumbs: { fetch: false, dom: false }', ['console', 'navigation', 'sentry.event', 'xhr']],
    [
      "Sentry's own",
      'integrations: [V.breadcrumbsIntegration({ dom: false, fetch: false, history: false, sentry: false, xhr: false })]',
      ['console'],
    ],
    [
      'one of them',
      'integrations: [V.breadcrumbsIntegration({ xhr: false })]',
      ['console', 'navigation', 'ui.click', 'sentry.event', 'fetch'],
    ],
    [
      'console: false as up to version 10',
      'integrations: [V.breadcrumbsIntegration({ console: false })]',
      ['navigation', 'ui.click', 'sentry.event', 'fetch', 'xhr'],
    ],
    ['all off, and the console', 'breadcrumbs: false, integrations: [V.breadcrumbsIntegration({ console: false })]', []],
    ['without the integration', "integrations: all => all.filter(({ name }) => name !== 'Breadcrumbs')", ['console']],
  ])('%s', async (_name, options, expected) => {
    const { page, crumbs } = await pages.shop({ options });
    await page.evaluate(act);
    expect((await crumbs()).map(({ category }) => category)).toEqual(expected);
  });
});

describe('whose they are', () => {
  it.each([
    ['', ''],
    [', in engines that tell stacks as errors have them, too', 'delete Error.captureStackTrace; Error.stackTraceLimit = 100'],
  ])('of code that another client owns are its own%s', async (_name, before) => {
    const { page, crumbs, site } = await pages.shop({
      before,
      files: {
        '/widget.js': `(() => {
          widget = V.createClient({ dsn: client.getOptions().dsn, owns: { frames: [/widget\\.js/] } });
          runWidget = async () => {
            console.log('widget'); history.pushState(null, '', '/widget'); await fetch('/vigil.js');
            await new Promise(done => { const xhr = new XMLHttpRequest(); xhr.open('GET', '/vigil.js'); xhr.onload = done; xhr.send(); });
          };
        })()`,
      },
    });
    await page.playwright.addScriptTag({ url: `${site.url}/widget.js` });
    await page.evaluate(`runWidget().then(() => console.log('page'))`);
    const own = await page.evaluate('widget.home.getIsolationScope().getScopeData().breadcrumbs.map(({ category }) => category)');
    expect(own).toEqual(['console', 'navigation', 'fetch', 'xhr']);
    expect((await crumbs()).map(({ message }) => message)).toEqual(['page']);
  });

  it('within client.run they are that client', async () => {
    const { page, crumbs } = await pages.shop();
    await page.evaluate(
      `other = V.createClient({ dsn: client.getOptions().dsn }), other.run(() => { console.log('other'); return fetch('/').then(() => 0) })`,
    );
    const own = await page.evaluate('other.home.getIsolationScope().getScopeData().breadcrumbs.map(({ category }) => category)');
    expect(own).toEqual(['console', 'fetch']);
    expect(await crumbs()).toEqual([]);
  });
});
