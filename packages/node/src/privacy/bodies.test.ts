import { createTestkit } from '@vigil/testkit';
import { expect, it, vi } from 'vitest';
import { captureException, createClient, type Event, type EventHint, flush, init, type VigilOptions } from '../index';

async function eventOf(thrown: unknown, options: VigilOptions = {}, hint?: EventHint): Promise<Event> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, includeServerName: false, ...options });
  client.captureException(thrown, hint);
  await client.flush();
  return kit.events()[0] as Event;
}
const failure = (fields: object, name = 'Error') => Object.assign(new Error('failed'), { name }, fields);
const fieldsOf = async (fields: object, options?: VigilOptions) => (await eventOf(failure(fields), options)).contexts?.['Error'];

const request = { method: 'POST', url: 'https://a.example/x', headers: { accept: '*/*' } };
const answer = { status: 400, headers: { etag: '1' } };

it.each<[string, object, object]>([
  ['JSON that is cut off', { ...request, data: `{"a":"${'x'.repeat(20_000)}"}` }, { ...request, data: { a: '[Filtered]' } }],
  ['JSON of one value', { ...request, data: '"Joe"' }, { ...request, data: '[text, 5 characters]' }],
  ['a list', { ...request, json: [{ name: 'Joe' }, 5, null] }, { ...request, json: [{ name: '[Filtered]' }, '[Filtered]', null] }],
  ['base64', { ...request, body: 'Sm9lIFNtaXRoIQ==' }, { ...request, body: '[text, 16 characters]' }],
  ['bytes', { ...request, body: Buffer.from('Joe') }, { ...request, body: '[Uint8Array 3]' }],
  ['none', { ...request, data: undefined, body: '', json: null }, { ...request, body: '', json: null }],
  ['without headers', { method: 'PUT', path: '/x', payload: { a: 1 } }, { method: 'PUT', path: '/x', payload: { a: '[Filtered]' } }],
])('the body of a request has no values: %s', async (_what, given, expected) => {
  expect(await fieldsOf({ config: given })).toEqual({ config: expected });
});

it('the body of an answer has no values, whoever the client is', async () => {
  const data = { code: 'card_declined', person: { name: 'Joe' } };
  const hidden = { code: '[Filtered]', person: { name: '[Filtered]' } };
  const stripe = { type: 'StripeCardError', rawType: 'card_error', raw: data, payment_intent: data };
  const graphql = { request: { query: '{ a }', variables: { name: 'Joe' } }, response: { ...answer, data, body: JSON.stringify(data) } };
  expect(await fieldsOf({ response: { ...answer, data } })).toEqual({ response: { ...answer, data: hidden } });
  expect(await fieldsOf({ response: { headers: {}, body: data } })).toEqual({ response: { headers: {}, body: hidden } });
  expect(await fieldsOf({ meta: { ...answer, body: data } })).toEqual({ meta: { ...answer, body: hidden } });
  expect(await fieldsOf({ statusCode: 500, rawResponse: 'Joe' })).toEqual({ statusCode: 500, rawResponse: '[text, 3 characters]' });
  expect(await fieldsOf(stripe)).toEqual({ ...stripe, raw: hidden, payment_intent: hidden });
  expect(await fieldsOf(graphql)).toEqual({
    request: { query: '{ a }', variables: { name: '[Filtered]' } },
    response: { ...answer, data: hidden, body: hidden },
  });
});

it('a body that could not be parsed leaves only where bodies of requests do', async () => {
  const parsing = { type: 'entity.parse.failed', statusCode: 400, body: '{"name":"Joe"' };
  expect(await fieldsOf(parsing)).toEqual({ ...parsing, body: '[text, 13 characters]' });
  expect(await fieldsOf(parsing, { sendDefaultPii: true })).toEqual(parsing);
  expect(await fieldsOf(parsing, { dataCollection: { httpBodies: ['incomingRequest'] } })).toEqual(parsing);
});

it('what an application puts on its errors leaves as it is', async () => {
  const data = { order: 5, name: 'Joe' };
  for (const fields of [
    { data, body: 'Joe' },
    { status: 404, data, text: 'Joe' },
    { status: 404, headers: { allow: 'GET' }, data, text: 'Joe' },
    { output: { statusCode: 400, payload: data, headers: {} }, data },
    { method: 'card', url: '/x', data },
    { order: { method: 'POST', data } },
    { type: 'entity', body: 'Joe' },
    { result: { status: 'failed', data } },
  ])
    expect(await fieldsOf(fields)).toEqual(fields);
});

it('what an application sends by hand leaves as it is, errors in it do not', async () => {
  const extra = { ...request, body: { name: 'Joe' }, around: { ...request, data: { name: 'Joe' } } };
  const hint = { captureContext: { extra: { ...extra, error: failure({ config: extra }, 'AxiosError') }, contexts: { request: extra } } };
  for (const options of [{}, { beforeSend: (event: Event) => event }, { scrub: { paths: ['extra.none'] } }]) {
    const event = await eventOf(new Error('failed'), options, hint);
    expect(event.extra).toMatchObject(extra);
    expect(event.contexts?.['request']).toEqual(extra);
    expect(event.extra?.['error']).toMatchObject({ config: { ...request, body: { name: '[Filtered]' } } });
  }
});

it('no body leaves because a hook gave the exception another name', async () => {
  const beforeSend = (event: Event) => {
    event.exception!.values![0]!.type = 'Renamed';
    return event;
  };
  const event = await eventOf(failure({ ...request, body: 'Joe' }), { beforeSend });
  expect(event.contexts?.['Error']).toEqual({ ...request, body: '[text, 3 characters]' });
});

it('errors of a chain that have one name keep no body either', async () => {
  const event = await eventOf(failure({ ...request, body: 'Joe', cause: failure({ ...request, body: 'Joe' }) }));
  expect(event.contexts).toMatchObject({ Error: { body: '[text, 3 characters]' }, 'Error 2': { body: '[text, 3 characters]' } });
});

it('what a console was given has no bodies', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const kit = createTestkit();
  init({ ...kit.options });
  console.error(failure({ config: { ...request, data: { name: 'Joe' } } }, 'AxiosError'));
  console.error({ ...request, data: { name: 'Joe' } });
  captureException(new Error('failed'));
  await flush();
  const logged = (kit.events()[0] as Event).breadcrumbs!.map(crumb => (crumb.data as { arguments: unknown[] }).arguments[0]);
  expect(logged).toMatchObject([{ config: { ...request, data: { name: '[Filtered]' } } }, { data: { name: '[Filtered]' } }]);
});

it('fields that throw when they are looked at cost no more than themselves', async () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const config = {
    ...request,
    get data() {
      throw new Error('no');
    },
    body: proxy,
  };
  expect(await fieldsOf({ config })).toEqual({ config: { ...request, data: '**non-serializable**', body: '**non-serializable**' } });
  const odd = { type: Symbol('entity.'), name: { toString: () => expect.unreachable() }, message: 'x', body: 'kept' };
  expect(await fieldsOf({ odd })).toMatchObject({ odd: { body: 'kept', message: 'x' } });
});
