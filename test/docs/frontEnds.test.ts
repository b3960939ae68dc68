import { readFileSync } from 'node:fs';
import { type BuildOptions, build, type Loader } from 'esbuild';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/ready.mjs';
import { usePages } from '../browsers/usePages';

const text = readFileSync(new URL('../../docs/frameworks/front-ends.md', import.meta.url), 'utf8');
const example = (label: string): string => {
  const [, code] = new RegExp(`^\`\`\`${label}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(text) ?? [];
  if (!code) throw new Error(`no example ${label}`);
  return code;
};
const pages = usePages();
const CONDITIONS = { production: ['module', 'production'], development: ['module', 'development'] };
type Mode = keyof typeof CONDITIONS;

/** A page of these files, built as a user's bundler builds them; the first is where it begins. */
async function open(files: Record<string, string>, mode: Mode, options: BuildOptions = {}) {
  const [entry] = Object.keys(files) as [string];
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: '/out',
    target: 'es2022',
    minify: mode === 'production',
    conditions: CONDITIONS[mode],
    define: { 'process.env.NODE_ENV': JSON.stringify(mode), __VUE_PROD_DEVTOOLS__: 'false', __VUE_OPTIONS_API__: 'true' },
    jsx: 'automatic',
    logLevel: 'silent',
    tsconfigRaw: {},
    ...options,
    plugins: [
      {
        name: 'files',
        setup(builder) {
          builder.onResolve({ filter: /^\.\/|^[\w.]+$/ }, ({ path }) => {
            const found = Object.keys(files).find(name => name === path || name.startsWith(`${path}.`));
            return found === undefined ? undefined : { path: found, namespace: 'files' };
          });
          builder.onLoad({ filter: /./, namespace: 'files' }, ({ path }) => {
            const source = (files[path] as string).replace('https://key@host.example/1', pages.dsn());
            const loader = /\w+$/.exec(path)?.[0];
            return loader === 'svelte'
              ? { contents: compile(source, { filename: path, dev: mode === 'development' }).js.code, resolveDir: root }
              : { contents: source, loader: (loader === 'vue' ? 'js' : loader) as Loader, resolveDir: root };
          });
        },
      },
    ],
  });
  const { page } = await pages.visit({
    '/': '<!doctype html><body><main id=app></main><script type=module src=/page.js></script>',
    '/page.js': outputFiles?.[0]?.text ?? '',
  });
  await page.waitFor("document.querySelector('button')");
  return {
    page,
    /** What was reported of this, of so many errors, as `<type of the mechanism>: <message>`, by whom it was heard. */
    async reported(act: () => Promise<unknown>, count = 1): Promise<string[]> {
      const before = pages.ingest.events().length;
      const captured = '(Vigil.getClient().stats().captured.error ?? 0)';
      const least = (await page.evaluate<number>(captured)) + count;
      await act();
      // an effect comes in its own time; then it is looked whether anything else does
      await page.waitFor(`${captured} >= ${least}`);
      await page.evaluate('new Promise(done => setTimeout(done, 50)).then(() => Vigil.flush(5000))');
      return pages.ingest
        .events()
        .slice(before)
        .map(({ exception }) => {
          const { value, mechanism } = exception?.values?.at(-1) ?? {};
          expect(mechanism?.handled).toBe(false);
          return `${mechanism?.type.replace(/^auto\.browser\.(\w+\.)?/, '')}: ${value?.split('\n')[0]}`;
        });
    },
  };
}

const BEGIN = `import * as Vigil from '@vigil/browser';
globalThis.Vigil = Vigil;
Vigil.init({ dsn: 'https://key@host.example/1' });`;

describe.each(['production', 'development'] as const)('docs/frameworks/front-ends.md, built for %s', mode => {
  it('Stimulus', async () => {
    const { reported, page } = await open(
      {
        'main.js': `import './stimulus';
import { Controller } from '@hotwired/stimulus';
${BEGIN}
app.innerHTML = '<div data-controller=cart><button data-action="cart#pay">pay</button></div>';
stimulus.register('cart', class extends Controller {
  pay() { throw new Error('action'); }
});`,
        './stimulus.js': `${example('js stimulus')}globalThis.stimulus = application;`,
      },
      mode,
    );
    expect(await reported(() => page.click('button'))).toEqual(['stimulus: action']);
  });

  it('Vue', async () => {
    const { page, reported } = await open(
      {
        'main.js': `${example('js vue')}globalThis.Vigil = Vigil;`,
        './App.vue': `import { getCurrentInstance, h, ref, watch } from 'vue';
import { RouterLink, RouterView } from 'vue-router';
const fail = name => () => { throw new Error(name); };
export default {
  setup() {
    globalThis.component = getCurrentInstance().proxy;
    const broken = ref(false);
    watch(broken, fail('watcher'));
    const Broken = { setup: fail('setup') };
    return () => [
      h('button', { id: 'handler', onClick: fail('handler') }),
      h('button', { id: 'async', onClick: async () => fail('async')() }),
      h('button', { id: 'timer', onClick: () => setTimeout(fail('timer')) }),
      h('button', { id: 'broken', onClick: () => (broken.value = true) }),
      h(RouterLink, { id: 'link', to: '/guarded' }),
      broken.value ? h(Broken) : undefined,
      h(RouterView),
    ];
  },
};`,
        './router.js': `import { createMemoryHistory, createRouter } from 'vue-router';
const component = { render: () => 'route' };
export const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/', component }, { path: '/guarded', component, beforeEnter() { throw new Error('guard'); } }],
});`,
      },
      mode,
    );
    expect(await reported(() => page.click('#handler'))).toEqual(['vue: handler']);
    expect(await reported(() => page.click('#async'))).toEqual(['vue: async']);
    expect(await reported(() => page.click('#timer'))).toEqual(['setTimeout: timer']);
    expect((await reported(() => page.click('#broken'), 2)).sort()).toEqual(['vue: setup', 'vue: watcher']);
    expect(await reported(() => page.evaluate("void document.querySelector('#link').click()"))).toEqual(['vue: guard']);

    const warnings = await page.evaluate(`(() => {
      const warnings = [];
      console.warn = text => void warnings.push(text);
      console.log('at', component);
      Vigil.captureMessage('data', { extra: { component } });
      return warnings;
    })()`);
    const { extra, breadcrumbs } = await pages.ingest.waitForEvent('data');
    expect(warnings).toEqual([]);
    expect(extra).toEqual({ component: '[VueViewModel]' });
    expect(breadcrumbs?.at(-1)?.message).toBe('at [VueViewModel]');
  });

  it('Svelte', async () => {
    const { page, reported } = await open(
      {
        'main.js': `${BEGIN}
import { mount } from 'svelte';
import Page from './Page.svelte';
mount(Page, { target: document.body });`,
        './Page.svelte': `<script>
  import App from './App.svelte';
  const fail = name => { throw new Error(name); };
</script>
<button id="handler" onclick={() => fail('handler')}>.</button>
<button id="async" onclick={async () => fail('async')}>.</button>
<App />`,
        './App.svelte': example('svelte'),
        './Orders.svelte': `<script>
  let broken = $state(false);
  const fail = name => { throw new Error(name); };
</script>
<button id="broken" onclick={() => (broken = true)}>.</button>
{#if broken}{fail('component')}{/if}`,
      },
      mode,
    );
    expect(await reported(() => page.click('#handler'))).toEqual(['addEventListener: handler']);
    expect(await reported(() => page.click('#async'))).toEqual(['onunhandledrejection: async']);
    expect(await reported(() => page.click('#broken'))).toEqual(['svelte: component']);
    expect(await page.evaluate("document.querySelector('p').textContent")).toBe('Something went wrong.');
  });

  it('Solid', async () => {
    const { page, reported } = await open(
      {
        'main.jsx': `${BEGIN}
import { render } from 'solid-js/web';
import { App } from './App';
render(() => <App />, document.body);`,
        './App.jsx': example('jsx solid'),
        './Orders.jsx': `import { createEffect, createSignal } from 'solid-js';
const fail = name => { throw new Error(name); };
export function Orders() {
  const [broken, setBroken] = createSignal(false);
  createEffect(() => broken() && fail('component'));
  return (
    <div>
      <button id="handler" onClick={() => fail('handler')} />
      <button id="async" onClick={async () => fail('async')} />
      <button id="broken" onClick={() => setBroken(true)} />
    </div>
  );
}`,
      },
      mode,
      // without a compiler of its own
      { jsxImportSource: 'solid-js/h' },
    );
    expect(await reported(() => page.click('#handler'))).toEqual(['addEventListener: handler']);
    expect(await reported(() => page.click('#async'))).toEqual(['onunhandledrejection: async']);
    expect(await reported(() => page.click('#broken'))).toEqual(['solid: component']);
    expect(await page.evaluate("document.querySelector('p').textContent")).toBe('Something went wrong.');
  });

  it('Preact', async () => {
    const { page, reported } = await open(
      {
        'main.jsx': `${BEGIN}
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Boundary } from './Boundary';
const fail = name => { throw new Error(name); };
const Broken = () => fail('component');
const Late = () => useEffect(() => fail('effect'), []);
function App() {
  const [shown, show] = useState();
  return (
    <>
      <button id="handler" onClick={() => fail('handler')} />
      <button id="async" onClick={async () => fail('async')} />
      <button id="broken" onClick={() => show('broken')} />
      <button id="late" onClick={() => show('late')} />
      <Boundary key={shown}>{shown === 'broken' ? <Broken /> : shown === 'late' ? <Late /> : null}</Boundary>
    </>
  );
}
render(<App />, document.body);`,
        './Boundary.jsx': example('jsx preact'),
      },
      mode,
      { jsxImportSource: 'preact' },
    );
    expect(await reported(() => page.click('#handler'))).toEqual(['addEventListener: handler']);
    expect(await reported(() => page.click('#async'))).toEqual(['onunhandledrejection: async']);
    expect(await reported(() => page.click('#broken'))).toEqual(['preact: component']);
    expect(await reported(() => page.click('#late'))).toEqual(['preact: effect']);
    expect(await page.evaluate("document.querySelector('p').textContent")).toBe('Something went wrong.');
  });
});
