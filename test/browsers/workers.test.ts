import { describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { type Monitored, useMonitored } from './useMonitored';

const open = useMonitored();
const ID = '22222222-2222-4222-8222-222222222222';
/** In which what must not come a second time would come. */
const later = (ms: number) => `new Promise(done => setTimeout(done, ${ms}))`;

describe('a worker without a client', () => {
  const worker = `self._sentryDebugIds = { [new Error().stack]: '${ID}' };
importScripts('/register.js');
onmessage = ({ data }) => {
  if (data === 'throw') throw new RangeError('in the worker');
  if (data === 'reject') Promise.reject(new TypeError('rejected in the worker'));
  postMessage('done');
};`;
  const registering = async () =>
    bundleForPage("import { registerWebWorker } from '@vigil/browser'; registerWebWorker({ self });", {
      minify: true,
    });
  const app =
    'worker = new Worker("/worker.js"); heard = []; client.addIntegration(Vigil.webWorkerIntegration({ worker })); worker.addEventListener("message", ({ data }) => heard.push(data));';

  it.each([
    ['throw', { type: 'RangeError', value: 'in the worker', mechanism: { type: 'auto.browser.web_worker.onerror', handled: false } }],
    [
      'reject',
      {
        type: 'TypeError',
        value: 'rejected in the worker',
        mechanism: { type: 'auto.browser.web_worker.onunhandledrejection', handled: false },
      },
    ],
  ])('has its page report what it does not catch, with stack and debug ids: %s', async (what, exception) => {
    const { eventsOf, site, page } = await open({ app, files: { '/worker.js': worker, '/register.js': await registering() } });
    const events = await eventsOf(`(worker.postMessage(${JSON.stringify(what)}), ${later(300)})`, 1);
    expect(events.map(event => event.exception?.values?.[0])).toMatchObject([exception]);
    expect(events[0]?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)).toMatchObject({ filename: `${site.url}/worker.js` });
    expect(events[0]?.debug_meta?.images).toMatchObject([{ code_file: `${site.url}/worker.js`, debug_id: ID }]);
    expect(events[0]?.contexts?.['worker']).toEqual({ filename: `${site.url}/worker.js` });
    expect((await page.evaluate<unknown[]>('heard')).filter(each => each !== 'done')).toEqual([]);
  });

  it('that does not register is reported as the browser tells of it, once', async () => {
    const { eventsOf, site } = await open({
      app,
      files: { '/worker.js': 'onmessage = () => {\n  throw new RangeError("in the worker");\n};' },
    });
    const events = await eventsOf(`(worker.postMessage(1), ${later(300)})`, 1);
    expect(events.map(event => event.exception?.values?.[0])).toMatchObject([
      { type: 'RangeError', value: 'in the worker', stacktrace: { frames: [{ filename: `${site.url}/worker.js`, lineno: 2 }] } },
    ]);
  });

  it('shared, says it through its port', async () => {
    const { eventsOf } = await open({
      app: 'shared = new SharedWorker("/shared.js"); client.addIntegration(Vigil.webWorkerIntegration({ worker: shared.port })); shared.port.start();',
      files: {
        '/shared.js':
          'importScripts("/register.js"); onconnect = ({ ports: [port] }) => { register({ self: port }); port.onmessage = () => { throw new RangeError("shared"); }; };',
        '/register.js': await bundleForPage("import { registerWebWorker } from '@vigil/browser'; self.register = registerWebWorker;", {
          minify: true,
        }),
      },
    });
    const events = await eventsOf(`(shared.port.postMessage(1), ${later(300)})`, 1);
    expect(events.map(event => event.exception?.values?.[0])).toMatchObject([{ type: 'RangeError', value: 'shared' }]);
  });

  it('whose own prepareStackTrace makes no text of a stack is reported all the same', async () => {
    const files = { '/worker.js': `${worker} Error.prepareStackTrace = () => () => {};`, '/register.js': await registering() };
    const { eventsOf } = await open({ app, files });
    const events = await eventsOf(`(worker.postMessage('throw'), ${later(300)})`, 1);
    expect(events.map(event => event.exception?.values?.[0])).toMatchObject([{ type: 'RangeError', value: 'in the worker' }]);
  });

  it('that is made later is added, and after close() nobody listens', async () => {
    const { eventsOf, page } = await open({
      app: 'const workers = Vigil.webWorkerIntegration({ worker: [] }); client.addIntegration(workers); worker = new Worker("/worker.js"); workers.addWorker(worker);',
      files: { '/worker.js': worker, '/register.js': await registering() },
    });
    expect(await eventsOf(`(worker.postMessage('throw'), ${later(300)})`, 1)).toHaveLength(1);
    await page.evaluate('client.close()');
    expect(await page.evaluate('globalThis._sentryDebugIds ?? {}')).toEqual({});
  });
});

describe('a client of its own', () => {
  const init = (dsn: string) =>
    `importScripts('/vigil.js'); client = Vigil.init({ dsn: ${JSON.stringify(dsn)}, sendClientReports: false });`;
  const dies =
    "setTimeout(() => { throw new RangeError('uncaught'); }); Promise.reject(new TypeError('rejected')); Vigil.captureException(new Error('by hand'));";
  const names = ['by hand', 'rejected', 'uncaught'];
  // of an error in a dedicated worker the browser tells the page, too: a text and a place, which the page's client reports
  const valuesOf = ({ ingest }: Monitored) =>
    ingest
      .events()
      .flatMap(event => event.exception?.values ?? [])
      .filter(({ mechanism }) => !mechanism?.synthetic)
      .map(({ value }) => value)
      .sort();

  it('reports from a dedicated worker', async () => {
    const monitored = await open();
    monitored.site.files['/worker.js'] = init(monitored.ingest.dsn) + dies;
    await monitored.page.evaluate('worker = new Worker("/worker.js")');
    await expect.poll(() => valuesOf(monitored), { timeout: 10_000 }).toEqual(names);
  });
  it('reports from a shared worker', async () => {
    const monitored = await open();
    monitored.site.files['/worker.js'] = init(monitored.ingest.dsn) + dies;
    await monitored.page.evaluate('worker = new SharedWorker("/worker.js")');
    await expect.poll(() => valuesOf(monitored), { timeout: 10_000 }).toEqual(names);
  });
  it('reports from a service worker', async () => {
    const monitored = await open();
    monitored.site.files['/worker.js'] = init(monitored.ingest.dsn) + dies;
    await monitored.page.evaluate('navigator.serviceWorker.register("/worker.js")');
    await expect.poll(() => valuesOf(monitored), { timeout: 10_000 }).toEqual(names);
  });
});
