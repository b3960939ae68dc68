import { describe, expect, it } from 'vitest';
import { useMonitored } from './useMonitored';

const open = useMonitored();
/** Dispatches on a button, and answers what its listeners noted in `seen`. */
const BUTTON =
  'seen = []; button = document.createElement("button"); fire = type => { seen = []; button.dispatchEvent(new Event(type)); return seen; };';

describe('what a callback throws', () => {
  it.each([
    ['setTimeout', 'setTimeout(pay)', {}],
    ['setInterval', 'timer = setInterval(() => { clearInterval(timer); pay(); })', {}],
    ['requestAnimationFrame', 'requestAnimationFrame(pay)', {}],
    [
      'addEventListener',
      'document.body.addEventListener("boom", pay), document.body.dispatchEvent(new Event("boom"))',
      { handler: 'pay', target: 'HTMLBodyElement' },
    ],
    ['handleEvent', 'addEventListener("boom", { handleEvent: pay }), dispatchEvent(new Event("boom"))', { target: 'Window' }],
    ['xhr.onload', 'xhr = new XMLHttpRequest(), xhr.open("GET", "/"), xhr.send(), xhr.onload = pay', {}],
    [
      'xhr.onreadystatechange',
      'xhr = new XMLHttpRequest(), xhr.onreadystatechange = () => { xhr.onreadystatechange = null; pay(); }, xhr.open("GET", "/")',
      {},
    ],
  ])('of %s is reported once, with its name, and goes on', async (api, code, data) => {
    const { exceptionOf, page, site } = await open({
      app: 'seen = []; addEventListener("error", event => seen.push(event.error)); function pay() { throw thrown = new Error("a"); }',
    });
    const exception = await exceptionOf(`void (${code})`);
    expect(exception).toMatchObject({ value: 'a', mechanism: { type: `auto.browser.browserapierrors.${api}`, handled: false, data } });
    // `open` tells of its first state by itself, through our own patch of it
    const files = exception.stacktrace?.frames?.map(({ filename }) => filename) ?? [];
    if (api === 'xhr.onreadystatechange') expect(files.at(-1)).not.toBe(`${site.url}/vigil.js`);
    else expect(files).not.toContain(`${site.url}/vigil.js`);
    expect(await page.evaluate('seen.length === 1 && seen[0] === thrown')).toBe(true);
  });

  it.each(['"text"', 'undefined', '{ code: 1 }', 'new Event("boom")'])('is reported once when it is %s', async thrown => {
    const { eventsOf } = await open({ app: `function pay() { throw ${thrown}; }` });
    expect(await eventsOf('setTimeout(pay)')).toHaveLength(1);
  });

  // as where listeners that capture come first (Firefox)
  it.each(['"text"', 'null'])('is reported once when it is %s, where a listener of the page for errors comes before ours', async thrown => {
    const { eventsOf } = await open({
      init: '{ defaultIntegrations: false, integrations: [Vigil.browserApiErrorsIntegration()] }',
      app: `addEventListener("error", () => {}); client.addIntegration(Vigil.globalHandlersIntegration()); function pay() { throw ${thrown}; }`,
    });
    expect(await eventsOf('setTimeout(pay)')).toHaveLength(1);
  });

  it('is told apart from the next error, where somebody caught it', async () => {
    const { eventsOf } = await open({
      init: '{ integrations: [Vigil.browserApiErrorsIntegration({ eventTarget: false })] }',
      app: 'xhr = new XMLHttpRequest(); xhr.onload = () => { throw "same"; }; xhr.open("GET", "/"); xhr.send();',
    });
    await eventsOf('0', 1);
    expect(await eventsOf('setTimeout(() => { throw "same" })')).toHaveLength(2);
  });

  it('belongs to the client of the run in which the callback was given', async () => {
    const { page, ingest, eventsOf } = await open({
      app: `${BUTTON} sent = []; other = Vigil.createClient({ dsn: client.getOptions().dsn, sendClientReports: false, initialScope: { tags: { app: 'other' } } });
        other.run(() => { setTimeout(() => { throw new Error('timer') }); button.addEventListener('boom', () => { throw new Error('listener') }); });`,
    });
    await eventsOf('fire("boom")');
    await page.evaluate('other.flush(5000)');
    expect(
      ingest
        .events()
        .map(({ exception, tags }) => [exception?.values?.[0]?.value, tags?.['app']])
        .sort(),
    ).toEqual([
      ['listener', 'other'],
      ['timer', 'other'],
    ]);
  });
});

describe('timers', () => {
  it('keep ids, arguments, this and texts', async () => {
    const { page } = await open();
    expect(await page.evaluate('typeof setTimeout("ran = 1") === "number" && new Promise(done => setTimeout(() => done(ran), 50))')).toBe(
      1,
    );
    expect(
      await page.evaluate('new Promise(done => setTimeout(function (...args) { done([this === window, ...args]); }, 1, 2, 3))'),
    ).toEqual([true, 2, 3]);
    expect(
      await page.evaluate(
        '(() => { ran = 0; clearTimeout(setTimeout(() => { ran = 1; })); return new Promise(done => setTimeout(() => done(ran), 30)); })()',
      ),
    ).toBe(0);
    await expect(page.evaluate('setTimeout()')).rejects.toThrow('TypeError');
  });
});

describe('listeners', () => {
  it('are removed by themselves', async () => {
    const { page } = await open({ app: BUTTON });
    const ran = await page.evaluate(`(() => {
      const listener = () => seen.push('a'), object = { handleEvent() { seen.push(this === object); } };
      button.addEventListener('boom', listener); button.addEventListener('boom', listener); button.addEventListener('boom', object);
      const first = fire('boom');
      button.removeEventListener('boom', listener); button.removeEventListener('boom', object, { capture: false });
      return [first, fire('boom')];
    })()`);
    expect(ran).toEqual([['a', true], []]);
  });

  it('keep this, the phases and the options once and signal', async () => {
    const { page } = await open({ app: BUTTON });
    const ran = await page.evaluate(`(() => {
      const own = function (event) { seen.push(this === button && event.currentTarget === button); };
      const both = () => seen.push('both'), once = () => seen.push('once'), bound = () => seen.push('bound');
      const stop = new AbortController();
      button.addEventListener('boom', own);
      button.addEventListener('boom', both); button.addEventListener('boom', both, true);
      button.addEventListener('boom', once, { once: true });
      button.addEventListener('boom', bound, { signal: stop.signal });
      const first = fire('boom');
      stop.abort(); button.removeEventListener('boom', both);
      const second = fire('boom');
      button.addEventListener('boom', once, { once: true }); button.addEventListener('boom', bound);
      return [first, second, fire('boom')];
    })()`);
    expect(ran).toEqual([
      ['both', true, 'both', 'once', 'bound'],
      ['both', true],
      ['both', true, 'once', 'bound'],
    ]);
  });

  it.each([
    ['the page has a Map of its own', 'Map = function () {}; Map.prototype = { put() {}, get() {} };'],
    ['the target throws when it is looked at', 'Object.defineProperty(button, Symbol.toStringTag, { get() { throw new Error("no"); } });'],
  ])('are called, and removed, where %s', async (_, hostile) => {
    const { page } = await open({ app: `${BUTTON} ${hostile}` });
    const ran = await page.evaluate(`(() => {
      const listener = () => seen.push('a');
      button.addEventListener('boom', listener);
      const first = fire('boom');
      button.removeEventListener('boom', listener);
      return [first, fire('boom')];
    })()`);
    expect(ran).toEqual([['a'], []]);
  });

  it('that were added before init are removed after it', async () => {
    const { page } = await open({
      scripts: ['/early.js', '/vigil.js', '/init.js'],
      files: { '/early.js': `${BUTTON} early = () => seen.push(1); button.addEventListener("boom", early);` },
    });
    expect(await page.evaluate('fire("boom")')).toEqual([1]);
    expect(await page.evaluate('button.removeEventListener("boom", early), fire("boom")')).toEqual([]);
  });

  it('that were added before init and again are called once with unregisterOriginalCallbacks', async () => {
    const { page } = await open({
      init: '{ integrations: [Vigil.browserApiErrorsIntegration({ unregisterOriginalCallbacks: true })] }',
      scripts: ['/early.js', '/vigil.js', '/init.js'],
      files: { '/early.js': `${BUTTON} early = () => seen.push(1); button.addEventListener("boom", early);` },
    });
    expect(await page.evaluate('button.addEventListener("boom", early), fire("boom")')).toEqual([1]);
  });

  it('that are null, none, or without handleEvent are as they were', async () => {
    const { page } = await open({ app: `${BUTTON} errors = []; addEventListener("error", event => errors.push(event.message));` });
    expect(await page.evaluate('button.addEventListener("boom", null), fire("boom")')).toEqual([]);
    await expect(page.evaluate('button.addEventListener("boom", 1)')).rejects.toThrow('TypeError');
    await expect(page.evaluate('button.addEventListener("boom")')).rejects.toThrow('TypeError');
    await page.evaluate('button.addEventListener("boom", {}), fire("boom")');
    expect(await page.evaluate<string[]>('errors')).toEqual([expect.stringContaining('TypeError')]);
  });

  it('are those of the named classes alone, where some are named', async () => {
    const { exceptionOf, eventsOf } = await open({
      init: '{ integrations: [Vigil.browserApiErrorsIntegration({ eventTarget: ["XMLHttpRequest", "NoSuchClass"] })] }',
      app: `${BUTTON} xhr = new XMLHttpRequest(); xhr.addEventListener("boom", () => { throw new Error("xhr"); }); button.addEventListener("boom", () => { throw new Error("button"); });`,
    });
    expect(await exceptionOf('void xhr.dispatchEvent(new Event("boom"))')).toMatchObject({
      mechanism: { type: 'auto.browser.browserapierrors.addEventListener' },
    });
    const [, second] = await eventsOf('void fire("boom")');
    expect(second?.exception?.values?.[0]).toMatchObject({ mechanism: { type: 'auto.browser.global_handlers.onerror' } });
  });

  it('cost little, a thousand of them on one target', async () => {
    const { page } = await open({ app: BUTTON });
    const count = await page.evaluate(`(() => {
      const all = Array.from({ length: 1000 }, () => () => seen.push(1));
      for (const each of all) button.addEventListener('boom', each);
      const { length } = fire('boom');
      for (const each of all) button.removeEventListener('boom', each);
      return [length, fire('boom').length];
    })()`);
    expect(count).toEqual([1000, 0]);
  });
});

describe('handlers of requests', () => {
  it('read as what was set', async () => {
    const { page } = await open();
    expect(
      await page.evaluate(
        '(() => { const xhr = new XMLHttpRequest(), f = () => {}; xhr.onload = f; const was = xhr.onload === f; xhr.onload = null; xhr.onerror = 7; return [was, xhr.onload, xhr.onerror, xhr.upload.onload]; })()',
      ),
    ).toEqual([true, null, null, null]);
  });
});

const NATIVE = `native = () => [setTimeout, setInterval, requestAnimationFrame, EventTarget.prototype.addEventListener, EventTarget.prototype.removeEventListener,
  Object.getOwnPropertyDescriptor(XMLHttpRequestEventTarget.prototype, 'onload').set, Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'onreadystatechange').set,
  Object.getOwnPropertyDescriptor(window, 'onerror').get.call(window), Error.stackTraceLimit]; before = native();`;

describe('after close()', () => {
  it('everything is native again, and was until init', async () => {
    const { page } = await open({
      scripts: ['/before.js', '/vigil.js', '/check.js', '/init.js'],
      files: { '/before.js': NATIVE, '/check.js': 'imported = native().every((each, at) => each === before[at]);' },
    });
    expect(await page.evaluate('imported')).toBe(true);
    expect(await page.evaluate('native().filter((each, at) => each !== before[at]).length')).toBe(8);
    await page.evaluate('client.close()');
    expect(await page.evaluate('native().every((each, at) => each === before[at])')).toBe(true);
  });

  it('listeners can be removed where somebody else wraps them above us', async () => {
    const { page } = await open({
      app: `${BUTTON} {
        const { addEventListener, removeEventListener } = EventTarget.prototype;
        const wrapped = new WeakMap();
        const wrap = listener => wrapped.get(listener) ?? (wrapped.set(listener, event => listener(event)), wrapped.get(listener));
        EventTarget.prototype.addEventListener = function (type, listener, ...rest) { addEventListener.call(this, type, wrap(listener), ...rest); };
        EventTarget.prototype.removeEventListener = function (type, listener, ...rest) {
          removeEventListener.call(this, type, wrapped.get(listener) ?? listener, ...rest);
        };
      }`,
    });
    const ran = await page.evaluate(`(async () => {
      const [a, b] = ['a', 'b'].map(name => () => seen.push(name));
      button.addEventListener('boom', a); button.addEventListener('boom', b);
      await client.close();
      const first = fire('boom');
      button.removeEventListener('boom', a);
      return [first, fire('boom')];
    })()`);
    expect(ran).toEqual([['a', 'b'], ['b']]);
  });

  it('listeners are called as often as before, in their order, and can be removed', async () => {
    const { page } = await open({ app: BUTTON });
    const ran = await page.evaluate(`(async () => {
      const [a, b, c, gone, once] = ['a', 'b', 'c', 'gone', 'once'].map(name => () => seen.push(name));
      const stop = new AbortController();
      button.addEventListener('other', b);
      button.addEventListener('boom', a); button.addEventListener('boom', b); button.addEventListener('boom', c, { once: true });
      button.addEventListener('boom', gone, { signal: stop.signal }); stop.abort();
      button.addEventListener('first', once, { once: true }); fire('first');
      await client.close();
      const first = fire('boom');
      const early = fire('first');
      button.removeEventListener('boom', a); button.removeEventListener('boom', b);
      return [first, early, fire('boom')];
    })()`);
    expect(ran).toEqual([['a', 'b', 'c'], [], []]);
  });

  it('an event under way reaches all its listeners', async () => {
    const { page } = await open({ app: BUTTON });
    await page.evaluate(
      'button.addEventListener("boom", () => { seen.push(1); client.close(); }), button.addEventListener("boom", () => seen.push(2))',
    );
    expect(await page.evaluate('fire("boom")')).toEqual([1, 2]);
    expect(await page.evaluate('new Promise(done => setTimeout(done, 20)).then(() => fire("boom"))')).toEqual([1, 2]);
  });

  it('what somebody patched over us goes on, and nothing is reported', async () => {
    const { page, eventsOf } = await open({
      app: `${BUTTON} calls = []; for (const name of ['addEventListener', 'removeEventListener']) { const inner = EventTarget.prototype[name]; EventTarget.prototype[name] = function (...args) { calls.push(name); return inner.apply(this, args); }; }
        const inner = setTimeout; setTimeout = function (...args) { calls.push('setTimeout'); return inner(...args); };`,
    });
    await page.evaluate('client.close()');
    const ran = await page.evaluate(`(() => {
      const listener = () => seen.push(1);
      button.addEventListener('boom', listener);
      const first = fire('boom');
      button.removeEventListener('boom', listener);
      return [first, fire('boom'), calls.slice(-2)];
    })()`);
    expect(ran).toEqual([[1], [], ['addEventListener', 'removeEventListener']]);
    expect(await eventsOf('setTimeout(() => { throw new Error("a"); })')).toEqual([]);
  });

  it('a second init watches again, once', async () => {
    const { page, eventsOf } = await open();
    await page.evaluate('client.close().then(() => { client = Vigil.init(client.getOptions()); })');
    expect(await eventsOf('setTimeout(() => { throw new Error("a"); })', 1)).toHaveLength(1);
  });
});

describe('an SDK in a file of its own', () => {
  it('does not own what it only called', async () => {
    const { page, ingest, eventsOf } = await open({
      // the bundle of the other client is the one whose guards stand around callbacks
      init: '{ fallback: true }',
      app: "other = Vigil.createClient({ dsn: client.getOptions().dsn, sendClientReports: false, owns: { frames: ['/vigil.js'] }, initialScope: { tags: { app: 'other' } } });",
    });
    await eventsOf('setTimeout(() => { throw new Error("a"); })');
    await page.evaluate('other.flush(5000)');
    expect(ingest.events().map(({ tags }) => tags?.['app'])).toEqual([undefined]);
  });

  it('tells nobody of what is nobody’s, and counts it', async () => {
    const { page, eventsOf } = await open({ init: "{ fallback: false, owns: { frames: ['/mine.js'] } }" });
    expect(await eventsOf('setTimeout(() => { throw new Error("a"); })')).toEqual([]);
    expect(await page.evaluate('client.stats().outcomes')).toMatchObject({ error: { filtered: 1 } });
  });
});
