import { describe, expect, it } from 'vitest';
import { bundleForPage } from './bundleForPage';
import { useMonitored } from './useMonitored';

const open = useMonitored();
const answer = { status: 422, headers: { 'content-type': 'application/json' }, body: '{"told":"answered-joe"}' };
const BODY = '{ name: "sent-joe" }';

const requests = {
  axios: `axios.post('/refused', ${BODY}, { params: { q: 'sent-joe' } })`,
  'axios, a form': `axios.post('/refused', new URLSearchParams(${BODY}))`,
  'axios over fetch': `axios.post('/refused', ${BODY}, { adapter: 'fetch' })`,
  'axios behind an error': `axios.post('/refused', ${BODY}).catch(cause => { throw new Error('failed', { cause }); })`,
  ky: `ky.post(location.origin + '/refused', { json: ${BODY}, retry: 0 })`,
  'ky 2': `ky2.post(location.origin + '/refused', { json: ${BODY}, retry: 0 })`,
  redaxios: `redaxios.post('/refused', ${BODY})`,
  'HttpClient of Angular': `Promise.reject({ name: 'HttpErrorResponse', headers: { lazyInit: null }, status: 422, statusText: 'Refused', url: '/refused', error: { told: 'answered-joe' } })`,
  superagent: `superagent.post('/refused').send(${BODY})`,
};

const fails = async (request: string, init?: string) => {
  const scripts = ['/vigil.js', '/clients.js', '/init.js'];
  const files = { '/clients.js': await bundleForPage("import './test/clients/page.mjs'"), '/refused': answer };
  const { eventsOf } = await open({ scripts, files, ...(init && { init }) });
  const [event] = await eventsOf(`${request}.catch(error => { console.error(error); client.captureException(error); })`, 1);
  expect(event?.exception?.values?.length).toBeGreaterThan(0);
  return event;
};

describe('errors of clients of HTTP', () => {
  it.each(Object.entries(requests))('leave without bodies: %s', async (_, request) => {
    expect(JSON.stringify(await fails(request))).not.toMatch(/(?:sent|answered)-joe/);
  });

  it('say what else the client knows', async () => {
    const { contexts } = (await fails(requests.axios)) ?? {};
    expect(contexts?.['AxiosError']).toMatchObject({
      code: 'ERR_BAD_REQUEST',
      config: { method: 'post', url: '/refused', data: '[Filtered]', params: '[Filtered]' },
      response: { status: 422, data: '[Filtered]' },
    });
  });

  it.each([
    ['outgoingRequest', { config: { data: '{"name":"sent-joe"}' }, response: { data: '[Filtered]' } }],
    ['incomingResponse', { config: { data: '[Filtered]' }, response: { data: { told: 'answered-joe' } } }],
  ])('have the bodies that dataCollection lets in: %s', async (kind, shown) => {
    const { contexts } = (await fails(requests.axios, `{ dataCollection: { httpBodies: ["${kind}"] } }`)) ?? {};
    expect(contexts?.['AxiosError']).toMatchObject(shown);
  });
});

describe('what an application itself says of requests', () => {
  it.each(['{ contexts: { order: said } }', '{ extra: { response: said } }'])('stays: %s', async hint => {
    const { eventsOf } = await open({ app: 'said = { status: 422, headers: { a: "1" }, data: { told: "answered-joe" } };' });
    const [event] = await eventsOf(`client.captureException(new Error('x'), { captureContext: ${hint} })`, 1);
    expect({ ...event?.contexts?.['order'], ...(event?.extra?.['response'] as object) }).toMatchObject({ data: { told: 'answered-joe' } });
  });
});
