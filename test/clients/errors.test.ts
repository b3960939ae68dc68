import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createClient, type Event, type VigilOptions } from '@vigil/node';
import { createTestkit } from '@vigil/testkit';
import axios from 'axios';
import got from 'got';
import ky from 'ky';
import ky2 from 'ky-2';
import redaxios from 'redaxios';
import * as undici from 'undici';
import { afterAll, describe, expect, it } from 'vitest';
import wretch from 'wretch';

/** It has no types of its own. */
interface Sending extends PromiseLike<unknown> {
  type(name: string): Sending;
  send(body: object): Sending;
}
const superagent = createRequire(import.meta.url)('superagent') as { post(url: string): Sending };

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(422, { 'content-type': 'application/json' });
    response.end('{"field":"name","told":{"value":"answered-joe"}}');
  });
}).listen(0, '127.0.0.1');
afterAll(() => server.close());

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const body = { name: 'sent-joe', card: { holder: 'sent-joe', year: 203_120_312_031 }, tags: ['sent-joe'] };
const json = JSON.stringify(body);
const once = { retry: { limit: 0 } };

const requests: Record<string, () => Promise<unknown>> = {
  axios: () => axios.post(url(), body, { params: { q: 'sent-joe' } }),
  'axios, a form': () => axios.post(url(), new URLSearchParams({ name: 'sent-joe' })),
  'axios, a stream': () => axios.post(url(), body, { responseType: 'stream' }),
  'axios, bytes': () => axios.post(url(), body, { responseType: 'arraybuffer' }),
  'axios over fetch': () => axios.post(url(), body, { adapter: 'fetch' }),
  'axios, not connected': () => axios.post('http://127.0.0.1:1', body),
  'axios, its answer thrown': () => axios.post(url(), body).catch(error => Promise.reject((error as { response: unknown }).response)),
  'axios behind an error': () =>
    axios.post(url(), body).catch((cause: unknown) => Promise.reject(Object.assign(new Error('failed', { cause }), { all: [cause] }))),
  got: () => got.post(url(), { json: body, ...once }),
  'got, a form': () => got.post(url(), { form: { name: 'sent-joe' }, ...once }),
  'got, a text': () => got.post(url(), { body: 'sent-joe', ...once }),
  'got, not connected': () => got.post('http://127.0.0.1:1', { json: body, ...once }),
  ky: () => ky.post(url(), { json: body, retry: 0 }),
  'ky 2': () => ky2.post(url(), { json: body, retry: 0 }),
  redaxios: () => redaxios.post(url(), body),
  superagent: async () => superagent.post(url()).send(body),
  'superagent, a form': async () => superagent.post(url()).type('form').send({ name: 'sent-joe' }),
  'undici, its interceptor': () =>
    undici.request(url(), { method: 'POST', body: json, dispatcher: new undici.Agent().compose(undici.interceptors.responseError()) }),
};

/** Its errors have the answer for their message. */
const withAnswer: Record<string, () => Promise<unknown>> = { wretch: () => wretch(url()).post(body).json() };

async function eventOf(name: string, options: VigilOptions = {}): Promise<Event> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  client.captureException(await { ...requests, ...withAnswer }[name]!().catch((error: unknown) => error));
  await client.flush();
  return kit.events()[0] as Event;
}
const contextOf = async (name: string, type: string, options?: VigilOptions) =>
  (await eventOf(name, options)).contexts?.[type] as Record<string, never>;

describe('bodies that clients hang on their errors', () => {
  it.each(Object.keys(requests))('do not leave: %s', async name => {
    const plain = JSON.stringify(await eventOf(name));
    const hooked = JSON.stringify(await eventOf(name, { beforeSend: event => event, scrub: { paths: ['extra.none'] } }));
    for (const text of [plain, hooked]) expect(text).not.toMatch(/sent-joe|answered-joe|203120312031/);
  });

  it('leave as their keys', async () => {
    const hidden = { name: '[Filtered]', card: { holder: '[Filtered]', year: '[Filtered]' }, tags: '[Filtered]' };
    const told = { field: '[Filtered]', told: { value: '[Filtered]' } };
    expect(await contextOf('axios', 'AxiosError')).toMatchObject({
      config: { method: 'post', params: { q: '[Filtered]' }, data: hidden },
      response: { status: 422, data: told },
    });
    expect(await contextOf('axios, a form', 'AxiosError')).toMatchObject({ config: { data: { name: '[Filtered]' } } });
    expect(await contextOf('got', 'HTTPError')).toMatchObject({ options: { method: 'POST', body: hidden } });
    expect(await contextOf('got, a text', 'HTTPError')).toMatchObject({ options: { body: '[text, 8 characters]' } });
    expect(await contextOf('ky', 'HTTPError')).toMatchObject({ options: { json: hidden, body: hidden } });
    expect(await contextOf('ky 2', 'HTTPError')).toMatchObject({ options: { body: hidden }, data: told });
    expect(await contextOf('wretch', 'WretchError')).toMatchObject({ status: 422, text: told, json: told });
    expect(await contextOf('superagent', 'Error')).toMatchObject({ response: { req: { data: hidden }, text: told } });
    expect(await contextOf('undici, its interceptor', 'ResponseError')).toMatchObject({ statusCode: 422, body: told });
  });

  it('leave where dataCollection.httpBodies names them', async () => {
    const sent: VigilOptions = { dataCollection: { httpBodies: ['outgoingRequest'] } };
    const answered: VigilOptions = { dataCollection: { httpBodies: ['incomingResponse'] } };
    const told = { field: 'name', told: { value: 'answered-joe' } };
    expect(await contextOf('axios', 'AxiosError', sent)).toMatchObject({
      config: { data: json },
      response: { data: { field: '[Filtered]' } },
    });
    expect(await contextOf('axios', 'AxiosError', answered)).toMatchObject({
      config: { data: { name: '[Filtered]' } },
      response: { data: told },
    });
    expect(await contextOf('ky', 'HTTPError', sent)).toMatchObject({ options: { json: body } });
    expect(await contextOf('undici, its interceptor', 'ResponseError', answered)).toMatchObject({ body: told });
    expect(JSON.stringify(await eventOf('axios', { sendDefaultPii: true }))).not.toMatch(/sent-joe|answered-joe/);
  });
});
