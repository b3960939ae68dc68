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

it('the query of a URL in parts has no values', async () => {
  const parts = { host: 'a.example', pathname: '/x', search: '?name=Joe', query: 'name=Joe' };
  const request = { method: 'GET', headers: {}, uri: parts };
  expect(await fieldsOf({ response: { statusCode: 422, request } })).toMatchObject({
    response: { request: { uri: { ...parts, search: '?name=[Filtered]', query: { name: '[Filtered]' } } } },
  });
});

it('a body that could not be parsed leaves only where bodies of requests do', async () => {
  const parsing = { type: 'entity.parse.failed', statusCode: 400, body: '{"name":"Joe"' };
  expect(await fieldsOf(parsing)).toEqual({ ...parsing, body: '[text, 13 characters]' });
  expect(await fieldsOf(parsing, { sendDefaultPii: true })).toEqual(parsing);
  expect(await fieldsOf(parsing, { dataCollection: { httpBodies: ['incomingRequest'] } })).toEqual(parsing);
});

it.each<[string, object, object, string?]>([
  [
    'the AI SDK',
    { url: '/x', requestBodyValues: { prompt: 'Joe' }, responseBody: '{"a":"Joe"}' },
    { requestBodyValues: { prompt: '[Filtered]' }, responseBody: { a: '[Filtered]' } },
  ],
  ['what a model said', { text: 'Joe', finishReason: 'stop' }, { text: '[text, 3 characters]' }, 'AI_NoObjectGeneratedError'],
  [
    'Discord',
    { status: 400, method: 'POST', url: '/x', requestBody: { json: { content: 'Joe' } }, rawError: { message: 'Joe' } },
    { requestBody: { json: { content: '[Filtered]' } }, rawError: { message: '[Filtered]' } },
  ],
  ['grammY', { ok: false, error_code: 400, method: 'sendMessage', payload: { text: 'Joe' } }, { payload: { text: '[Filtered]' } }],
  [
    'Telegraf',
    { response: { error_code: 400 }, on: { method: 'sendMessage', payload: { text: 'Joe' } } },
    { on: { payload: { text: '[Filtered]' } } },
  ],
  [
    'Algolia',
    { stackTrace: [{ response: { status: 400, content: '{"a":"Joe"}' } }] },
    { stackTrace: [{ response: { content: { a: '[Filtered]' } } }] },
  ],
  ['a generated client', { code: 422, headers: { etag: '1' }, body: { a: 'Joe' } }, { code: 422, body: { a: '[Filtered]' } }],
  ['a client generated by Fern', { statusCode: 422, body: { a: 'Joe' }, rawResponse: { ok: false } }, { body: { a: '[Filtered]' } }],
  ['wreck', { data: { isResponseError: true, payload: { a: 'Joe' } } }, { data: { payload: { a: '[Filtered]' } } }],
  [
    'soap',
    { response: { status: 500 }, body: '<a>Joe</a>', root: { a: 'Joe' } },
    { body: '[text, 10 characters]', root: { a: '[Filtered]' } },
  ],
  ['passport', { oauthError: { statusCode: 401, data: '{"a":"Joe"}' } }, { oauthError: { data: { a: '[Filtered]' } } }],
  ['Apollo', { statusCode: 422, bodyText: '{"a":"Joe"}' }, { bodyText: { a: '[Filtered]' } }],
  ['Apollo, errors of GraphQL', { data: { a: 'Joe' } }, { data: { a: '[Filtered]' } }, 'CombinedGraphQLErrors'],
  [
    'Octokit, errors of GraphQL',
    { response: { data: { a: 'Joe' }, errors: [{ type: 'x' }] } },
    { response: { data: { a: '[Filtered]' } } },
  ],
  [
    'tRPC',
    { shape: { data: { a: 'Joe' } }, data: { a: 'Joe' }, meta: { responseJSON: { a: 'Joe' } } },
    { shape: { data: { a: '[Filtered]' } }, data: { a: '[Filtered]' }, meta: { responseJSON: { a: '[Filtered]' } } },
  ],
  ['Slack', { code: 'slack_webapi_platform_error', data: { error: 'Joe' } }, { data: { error: '[Filtered]' } }],
])('neither do those of other clients: %s', async (_what, given, expected, name = 'Error') => {
  const fields = (await eventOf(failure(given, name))).contexts?.[name];
  expect(fields).toMatchObject(expected);
  expect(JSON.stringify(fields)).not.toContain('Joe');
  const dataCollection: VigilOptions['dataCollection'] = { httpBodies: ['outgoingRequest', 'incomingResponse'] };
  expect((await eventOf(failure(given, name), { dataCollection })).contexts?.[name]).toEqual(given);
});

it.each<[string, object, object]>([
  ['Joi', { _original: { name: 'Joe' }, details: [] }, { _original: { name: '[Filtered]' } }],
  ['yup', { value: { name: 'Joe' }, path: 'name', inner: [] }, { value: { name: '[Filtered]' } }],
  ['superstruct', { path: ['name'], branch: [{ name: 'Joe' }, 'Joe'] }, { branch: [{ name: '[Filtered]' }, '[Filtered]'] }],
  ['TypeBox', { schema: { type: 'object' }, value: { name: 'Joe' } }, { value: { name: '[Filtered]' } }],
  [
    'Valibot',
    { issues: [{ kind: 'validation', input: 'Joe', received: '"Joe"', path: [{ origin: 'value', key: 'a', input: { a: 'Joe' } }] }] },
    { issues: [{ path: [{ input: { a: '[Filtered]' } }] }] },
  ],
  [
    'class-validator',
    { list: [{ target: { name: 'Joe' }, property: 'age', constraints: { min: 'x' } }] },
    { list: [{ target: { name: '[Filtered]' } }] },
  ],
  [
    'Effect',
    { issue: { _tag: 'Composite', ast: {}, actual: { name: 'Joe' }, issues: [{ path: 'name', issue: { ast: {}, actual: 'Joe' } }] } },
    { issue: { actual: { name: '[Filtered]' }, issues: [{ issue: { actual: '[text, 3 characters]' } }] } },
  ],
  ['ajv', { validation: [{ instancePath: '/name', data: 'Joe' }] }, { validation: [{ data: '[text, 3 characters]' }] }],
  [
    'a webhook of Stripe',
    { type: 'StripeSignatureVerificationError', header: 't=1,v1=Joe', payload: '{"name":"Joe"}' },
    { payload: { name: '[Filtered]' } },
  ],
  ['a webhook of GitHub', { event: { id: '1', name: 'push', payload: { ref: 'Joe' } } }, { event: { payload: { ref: '[Filtered]' } } }],
])('what came in does not leave with the error that says what is wrong with it: %s', async (_what, given, expected) => {
  const fields = await fieldsOf(given);
  expect(fields).toMatchObject(expected);
  expect(JSON.stringify(fields)).not.toContain('Joe');
  expect(await fieldsOf(given, { dataCollection: { httpBodies: ['incomingRequest'] } })).toEqual(given);
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
    { code: 5, body: data },
    { method: 'card', payload: data },
    { event: { name: 'paid', payload: data } },
    { value: data, target: data, input: data, shape: 'round', prompt: 'Joe', payload: data },
    { schema: 'v1', value: 'Joe' },
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
