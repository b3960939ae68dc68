import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../architecture/sources';
import { bundleForPage } from './bundleForPage';
import { type Chromium, startChromium } from './startChromium';
import { startSite } from './startSite';

let chromium: Chromium;
let ingest: Ingest;
beforeAll(async () => {
  chromium = await startChromium();
  ingest = await startIngest();
});
afterAll(async () => {
  await chromium?.close();
  await ingest?.close();
});

const modules = `${root}packages/react/node_modules`;
const versions = [
  ['17.0.2', 'react17', 'react-dom17', "import { render } from 'react-dom'; const mount = (page, box) => render(page, box);"],
  [
    '18.3.1',
    'react18',
    'react-dom18',
    "import { createRoot } from 'react-dom/client'; const mount = (page, box) => createRoot(box).render(page);",
  ],
  [
    '19.3.1',
    'react',
    'react-dom',
    "import { createRoot } from 'react-dom/client'; const mount = (page, box) => createRoot(box).render(page);",
  ],
] as const;

/** A shop whose cart fails at a click, inside StrictMode. */
const program = (mount: string) => `
${mount}
import { createElement as h, StrictMode, useState } from 'react';
import * as Vigil from '@vigil/react';
Vigil.init({ dsn: DSN, release: 'shop@1', beforeSend: event => ({ ...event, user: { id: 'ada' } }) });
function Cart({ broken }) {
  if (broken) throw new TypeError('no cart');
  return h('p', null, 'three items');
}
function Shop() {
  const [broken, setBroken] = useState(false);
  const fallback = ({ eventId, resetError }) => h('p', { id: 'fallback', onClick: () => { setBroken(false); resetError(); } }, eventId);
  return h('main', null, h('button', { onClick: () => setBroken(true) }, 'pay'),
    h(Vigil.ErrorBoundary, { fallback, onError: (_error, _stack, id) => { globalThis.eventId = id; } }, h(Cart, { broken })));
}
mount(h(StrictMode, null, h(Shop)), document.querySelector('#shop'));
globalThis.Vigil = Vigil;
`;

/** A shop each of whose sections fails at a click, beside a child that fails as it is removed. */
const leaving = (mount: string) => `
${mount}
import { Component, createElement as h, useEffect, useLayoutEffect, useState } from 'react';
import * as Vigil from '@vigil/react';
Vigil.init({ dsn: DSN });
const leave = name => { throw new TypeError(name + ' left'); };
const children = {
  Focus: () => h('input', { ref: input => input || leave('Focus') }),
  Cleanup: () => { useEffect(() => () => leave('Cleanup'), []); return null; },
  Layout: () => { useLayoutEffect(() => () => leave('Layout'), []); return null; },
  Chart: class extends Component { componentWillUnmount() { leave('Chart'); } render() { return null; } },
};
function Broken({ name, broken }) {
  if (broken) throw new TypeError('no ' + name);
  return null;
}
function Shop() {
  const [broken, setBroken] = useState(false);
  return h('main', null, h('button', { onClick: () => setBroken(true) }, 'pay'), Object.entries(children).map(([name, Child]) =>
    h(Vigil.ErrorBoundary, { key: name, fallback: h('p', null, 'sorry') }, h(Child), h(Broken, { name, broken }))));
}
mount(h(Shop), document.querySelector('#shop'));
globalThis.Vigil = Vigil;
`;

describe.each(versions)('P17: React %s in Chromium', (version, react, dom, mount) => {
  it.each([
    ['production', true],
    ['development', false],
  ])('%s build: the boundary reports once, with the component stack, shows its fallback and starts again', async (_build, minify) => {
    ingest.reset();
    const code = await bundleForPage(program(mount).replace('DSN', JSON.stringify(ingest.dsn)), {
      minify,
      alias: { react: `${modules}/${react}`, 'react-dom': `${modules}/${dom}`, '@vigil/react': `${root}packages/react/dist/index.js` },
    });
    const site = await startSite({ '/': '<div id=shop></div><script src=/shop.js></script>', '/shop.js': code });
    const page = await chromium.open();
    await page.goto(site.url);
    expect(await page.evaluate("document.querySelector('p').textContent")).toBe('three items');
    await page.click('button');
    await page.waitFor("!!document.querySelector('#fallback')");
    await page.evaluate('Vigil.flush()');
    const events = ingest.events();
    const withStack = events.filter(event => event.exception?.values?.some(({ type }) => type === 'React ErrorBoundary TypeError'));
    expect(withStack).toHaveLength(1);
    const [event] = withStack;
    expect(await page.evaluate("[eventId, document.querySelector('#fallback').textContent]")).toEqual([event?.event_id, event?.event_id]);
    expect(event?.contexts?.['react']).toMatchObject({ version, componentStack: expect.stringContaining('\n    at ') });
    const [component, thrown] = event?.exception?.values ?? [];
    expect(component?.stacktrace?.frames?.at(-1)?.filename).toBe(`${site.url}/shop.js`);
    expect(thrown).toMatchObject({ value: 'no cart', mechanism: { type: 'auto.function.react.error_boundary', handled: true } });
    expect(events).toHaveLength(1);
    expect([event?.user?.id, event?.release]).toEqual(['ada', 'shop@1']);
    await page.click('#fallback');
    await page.waitFor("document.querySelector('p').textContent === 'three items'");
    await page.close();
    await site.close();
  });

  it('the fallback stays where children fail as they are removed for it', async () => {
    ingest.reset();
    const code = await bundleForPage(leaving(mount).replace('DSN', JSON.stringify(ingest.dsn)), {
      minify: true,
      alias: { react: `${modules}/${react}`, 'react-dom': `${modules}/${dom}`, '@vigil/react': `${root}packages/react/dist/index.js` },
    });
    const site = await startSite({ '/': '<div id=shop></div><script src=/shop.js></script>', '/shop.js': code });
    const page = await chromium.open();
    await page.goto(site.url);
    await page.click('button');
    await page.waitFor("document.querySelectorAll('p').length === 4");
    await page.evaluate('new Promise(done => setTimeout(done, 100)).then(() => Vigil.flush())');
    expect(await page.evaluate("document.querySelector('#shop').textContent")).toBe('pay' + 'sorry'.repeat(4));
    const values = ingest.events().map(event => event.exception?.values?.at(-1)?.value);
    const told = ['Chart left', 'Cleanup left', 'Focus left', 'Layout left', 'no Chart', 'no Cleanup', 'no Focus', 'no Layout'];
    // React 17 tells nobody of an effect of what is gone
    expect(values.sort()).toEqual(told.filter(value => !(react === 'react17' && value === 'Cleanup left')));
    await page.close();
    await site.close();
  });
});
