import { describe, expect, it } from 'vitest';
import { useMonitored } from './useMonitored';

const open = useMonitored();
const using = (integration: string): string => `{ integrations: [Vigil.${integration}] }`;

describe('httpClientIntegration', () => {
  const files = { '/fails': { status: 503, body: 'x' }, '/teapot': { status: 418 }, '/fine': 'x' };
  const app = `ask = async url => (await fetch(url)).status;
xhr = (url, method = 'GET') => new Promise(done => { const request = new XMLHttpRequest(); request.open(method, url); request.onloadend = () => done(request.status); request.send(); });`;

  it.each([
    ['fetch', 'ask("/fails?token=s3cr3t&page=2")', 'GET'],
    ['xhr', 'xhr("/fails?token=s3cr3t&page=2", "post")', 'POST'],
  ])('makes an event of an answer of 500 to 599 to %s', async (by, expression, method) => {
    const { eventsOf, site } = await open({ init: using('httpClientIntegration()'), files, app });
    const [event] = await eventsOf(expression);
    expect(event?.exception?.values?.[0]).toMatchObject({
      type: 'Error',
      value: 'HTTP Client Error with status code: 503',
      mechanism: { type: `auto.http.client.${by}`, handled: false },
    });
    expect(event?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)).toMatchObject({ filename: `${site.url}/app.js` });
    expect(event?.request).toMatchObject({ method, url: expect.stringMatching(/^http:.*\/fails\?token=(?:\[|%5B)Filtered/) });
    expect(event?.contexts?.['response']).toEqual({ status_code: 503 });
    expect(JSON.stringify(event)).not.toContain('s3cr3t');
  });

  it('leaves the rest alone: other statuses, requests that fail, and what the caller gets', async () => {
    const { eventsOf, page } = await open({
      init: using('httpClientIntegration()'),
      files,
      app: `${app} rejected = []; addEventListener('unhandledrejection', ({ reason }) => rejected.push(reason.name));`,
    });
    expect(await page.evaluate('Promise.all([ask("/fine"), ask("/teapot"), xhr("/teapot")])')).toEqual([200, 418, 418]);
    expect(await eventsOf('fetch("http://127.0.0.1:1/").catch(error => { failed = error; })')).toEqual([]);
    expect(await page.evaluate('[failed.name, rejected]')).toEqual(['TypeError', []]);
    expect(await page.evaluate('fetch("/fails").then(answer => answer.text())')).toBe('x');
  });

  it('returns what a fetch returns that gives no promise', async () => {
    const { page } = await open({
      init: using('httpClientIntegration()'),
      scripts: ['/stub.js', '/vigil.js', '/init.js'],
      files: { '/stub.js': 'fetch = () => "blocked";' },
    });
    expect(await page.evaluate('fetch("/count")')).toBe('blocked');
  });

  it('takes statuses, ranges and targets', async () => {
    const { eventsOf } = await open({
      init: using('httpClientIntegration({ failedRequestStatusCodes: [[400, 417], 418], failedRequestTargets: ["/tea"] })'),
      files,
      app,
    });
    const events = await eventsOf('Promise.all([ask("/fails"), ask("/none"), ask("/teapot")])');
    expect(events.map(({ contexts }) => contexts?.['response']?.['status_code'])).toEqual([418]);
  });

  it('reports no failure of its own deliveries, and gives fetch and XMLHttpRequest back', async () => {
    const { page, ingest } = await open({
      scripts: ['/before.js', '/vigil.js', '/init.js'],
      files: { '/before.js': 'before = [fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send];' },
      init: `{ retry: false, integrations: [Vigil.httpClientIntegration()] }`,
    });
    ingest.respond({ status: 500 });
    await page.evaluate('client.captureMessage("a"), client.flush(3000)');
    expect(ingest.events()).toHaveLength(1);
    await page.evaluate('client.close()');
    expect(
      await page.evaluate('[fetch, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send].every((each, at) => each === before[at])'),
    ).toBe(true);
  });
});

describe('reportingObserverIntegration', () => {
  it('makes an event of a violation of the policy of the page', async () => {
    const { eventsOf } = await open({
      init: using('reportingObserverIntegration()'),
      headers: { 'content-security-policy': "default-src 'self'; connect-src *" },
      html: '<scripts><img src="https://evil.test/x.png?token=s3cr3t">',
    });
    const [event] = await eventsOf();
    expect(event?.exception?.values?.[0]).toMatchObject({ type: 'CSP', value: "Blocked 'img-src' from 'evil.test'" });
    expect(event).toMatchObject({
      logger: 'csp',
      tags: { 'effective-directive': 'img-src', disposition: 'enforce' },
      contexts: { csp: { 'effective-directive': 'img-src' } },
    });
  });

  it('reports no violation by its own deliveries', async () => {
    const { page, ingest } = await open({
      init: `{ retry: false, integrations: [Vigil.reportingObserverIntegration()] }`,
      headers: { 'content-security-policy': "default-src 'self'; connect-src 'self'" },
    });
    await page.evaluate('client.captureMessage("a"), client.flush(1000)');
    expect(await page.evaluate('client.stats().captured')).toEqual({ error: 1 });
    expect(ingest.events()).toEqual([]);
  });

  it('makes events of what the browser deprecates and refuses', async () => {
    const { eventsOf } = await open({
      init: using('reportingObserverIntegration({ types: ["deprecation", "intervention"] })'),
      scripts: ['/fake.js', '/vigil.js', '/init.js'],
      // which features are deprecated changes with every release
      files: {
        '/fake.js':
          'ReportingObserver = class { constructor(heed, options) { this.heed = heed; this.options = options; } observe() { this.heed([{ type: this.options.types[0], url: location.href, body: { message: "gone soon", toJSON: () => ({ id: "X" }) } }]); } disconnect() {} };',
      },
    });
    const [event] = await eventsOf();
    expect(event).toMatchObject({ message: 'ReportingObserver [deprecation]: gone soon', level: 'warning', extra: { body: { id: 'X' } } });
  });

  it('asks the real one for the types it knows', async () => {
    const { page } = await open({ init: using('reportingObserverIntegration()') });
    expect(await page.evaluate('client.getIntegrationByName("ReportingObserver").name')).toBe('ReportingObserver');
  });
});

describe('contextLinesIntegration', () => {
  const script = [
    '<script>',
    'const one = 1;',
    'const two = 2;',
    'function pay() {',
    '  const total = one + two;',
    '  throw new Error(total);',
    '}',
    'const three = 3;',
    'const four = 4;',
    'const five = 5;',
    '</script>',
  ];
  const expected = {
    pre_context: script.slice(0, 5),
    context_line: script[5],
    post_context: script.slice(6, 11),
  };
  it.each([
    ['a page with doctype, root and head on a line each', '<!doctype html>\n<html>\n<head>\n<title>x</title>\n<scripts>\n'],
    ['a page that begins with all of them', '<!doctype html><html><head><scripts>\n'],
    ['a page without any', '<scripts>\n'],
    ['a page with lines in front', '<!-- hi -->\n\n<!doctype html>\n\n<html>\n<head>\n<scripts>\n'],
  ])('adds the exact lines of an inline script: %s', async (_, head) => {
    const { exceptionOf } = await open({ init: using('contextLinesIntegration()'), html: `${head}${script.join('\n')}\n<p>end\n` });
    const { stacktrace } = await exceptionOf('setTimeout(pay)');
    expect(stacktrace?.frames?.at(-1)).toMatchObject(expected);
  });

  it('takes their number, and leaves frames of files alone', async () => {
    const { exceptionOf } = await open({
      init: using('contextLinesIntegration({ frameContextLines: 1 })'),
      html: `<!doctype html>\n<html>\n<head>\n<scripts>\n${script.join('\n')}`,
      app: 'function call() {\n  pay();\n}',
    });
    const frames = (await exceptionOf('setTimeout(call)')).stacktrace?.frames;
    expect(frames?.at(-1)).toMatchObject({ pre_context: [script[4]], context_line: script[5], post_context: [script[6]] });
    expect(frames?.at(-2)).not.toHaveProperty('context_line');
  });
});
