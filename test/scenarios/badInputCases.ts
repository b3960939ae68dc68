import { type Conversation, rawRequest } from './rawClient';

export const kinds = ['http', 'wrapped', 'express4', 'express5', 'fastify4', 'fastify5'] as const;
export type Kind = (typeof kinds)[number];

export interface BadCase {
  /** Of all that is said in it, `id` is the request whose reports are counted. */
  talk(id: string): Conversation;
  /** Messages of the events; or how many; or, where the client leaves while it happens, that there is no second. */
  reports: string[] | number | 'at most one';
}

/** By the name of the value in apps/badInput/failing.cjs. */
type PerValue = (name: string) => number;
const values = 'text empty number zero false null undefined symbol frozen frozen-object proxy traps status'.split(' ');
const falsy = ['empty', 'zero', 'false', 'null', 'undefined'];
const isError = (name: string) => name === 'frozen' || name === 'proxy';

function get(path: string, reports: BadCase['reports']): [string, BadCase] {
  return [path, { reports, talk: id => ({ packets: [rawRequest(path, id)] }) }];
}
const eachValue = (prefix: string, count: PerValue) => values.map(name => get(`${prefix}/${name}`, count(name)));
const nothing = (...paths: string[]) => paths.map(path => get(path, 0));
const named = (reports: Record<string, string | string[]>) => Object.entries(reports).map(([path, text]) => get(path, [text].flat()));

const http = [
  ...nothing('/fine', '/destroy', '/destroy-error', '/destroy-request', '/destroy-request-error', '/pipeline', '/length'),
  ...named({
    '/throws': 'throws',
    '/rejects': 'rejects',
    '/answered': 'answered',
    '/headers': 'headers',
    '/head-twice': 'Cannot write headers after they are sent to the client',
    '/write-after-end': 'write after end',
    '/bad-header': 'Invalid character in header content ["x-a"]',
    '/unawaited': 'unawaited',
    '/unawaited-later': 'unawaited later',
    '/pipe': 'pipe',
  }),
  ...eachValue('/value', () => 1),
  ...eachValue('/rejected', () => 1),
];

const express = (version: 4 | 5) => [
  ...nothing('/fine', '/route', '/router/out', '/destroy', '/destroy-request', '/handler/forgives'),
  // what is falsy is no error to Express
  ...eachValue('/next', name => (falsy.includes(name) ? 0 : 1)),
  ...eachValue('/throw', name => (falsy.includes(name) ? 0 : 1)),
  // Express 5 itself fails while it answers these, and nobody awaits that: the process reports it beside the request
  ...eachValue('/reject', name => (version === 5 && (name === 'traps' || name === 'status') ? 2 : 1)),
  ...named({
    '/headers': 'headers',
    '/twice': 'twice, one',
    '/answered': 'answered',
    '/late': 'late',
    '/send-twice': 'Cannot set headers after they are sent to the client',
    '/bad-header': 'Invalid character in header content ["x-a"]',
    '/stream': 'stream',
    '/pipeline': 'pipeline',
    '/destroy-error': 'after destroy',
    '/unawaited': 'unawaited',
    '/handler/throws': 'second',
    '/handler/wraps': 'wrapped',
    '/handler/same': 'first',
    '/handler/text': 'instead',
    '/handler/answers-then-throws': 'first',
    // nobody awaits it in 4, so that the process reports it; the request stays without an answer
    '/handler/rejects': version === 5 ? 'second' : ['second', 'first'],
  }),
  get('/circular', 1),
];

const hooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend'];
const fastify = (version: 4 | 5) => [
  ...nothing('/fine', '/handler/forgives', '/twice', '/number', '/destroy', '/destroy-request'),
  // Fastify answers 200 where it cannot read the status, 5 also where it can read nothing
  ...['/throw', '/reject'].flatMap(prefix => eachValue(prefix, name => (name === 'status' || (version === 5 && name === 'traps') ? 0 : 1))),
  // anything but an error is a payload; the one with traps cannot be sent
  ...eachValue('/send', name => (isError(name) || name === 'traps' ? 1 : 0)),
  ...hooks.flatMap(hook => [get(`/hook/${hook}`, [hook]), get(`/hook/${hook}/404`, 0)]),
  ...named({
    // the response has gone by then
    '/hook/onResponse': 'onResponse',
    '/hook/onResponse/404': 'onResponse',
    '/hook/onError': 'first',
    '/hook/onError-throws': 'first',
    '/hook/onSend-both': 'in onSend',
    '/hook/onSend-stream': 'in onSend',
    // Fastify shows its hooks the first error alone; what an error handler throws is in the log
    '/handler/throws': 'first',
    '/handler/rejects': 'first',
    '/handler/sends': 'first',
    '/handler/same': 'first',
    '/handler/wraps': 'first',
    '/sent-then-throws': 'after send',
    '/hijack': 'hijacked',
    '/stream': 'stream',
    '/bad-header': 'Invalid character in header content ["x-a"]',
    '/unawaited': 'unawaited',
  }),
  get('/circular', 1),
];

const manyHeaders = (count: number) => Array.from({ length: count }, (_, n) => `x${n}: 1`);
const upload = (id: string, body: string, ...headers: string[]) =>
  rawRequest('/upload', id, { method: 'POST', headers: ['Content-Type: application/json', ...headers], body });

/** What is wrong with the conversation rather than with the application. `failing` answers 500 and reports its own path's name. */
function wire(failing: string): Array<[string, BadCase]> {
  const name = failing.slice(1);
  const fine = rawRequest('/fine', 'other', { last: false });
  const cases: Record<string, [BadCase['reports'], (id: string) => Conversation]> = {
    '2,000 headers': [0, id => ({ packets: [rawRequest('/fine', id, { headers: manyHeaders(2_000) })] })],
    'a header of 20 KB': [0, id => ({ packets: [rawRequest('/fine', id, { headers: [`x-a: ${'y'.repeat(20_000)}`] })] })],
    'as many headers as Node takes, then a failure': [
      [name],
      id => ({ packets: [rawRequest(failing, id, { headers: manyHeaders(1_500) })] }),
    ],
    'a failure between two pipelined requests': [
      [name],
      id => ({ packets: [`${fine}${rawRequest(failing, id, { last: false })}${rawRequest('/fine', 'other')}`] }),
    ],
    'a failure, then what is no HTTP': ['at most one', id => ({ packets: [`${rawRequest(failing, id, { last: false })}no HTTP\r\n\r\n`] })],
    'HEAD that fails': ['at most one', id => ({ packets: [rawRequest(failing, id, { method: 'HEAD' })] })],
    'a failure behind Expect: 100-continue': [
      [name],
      id => ({ packets: [rawRequest(failing, id, { headers: ['Expect: 100-continue'] })] }),
    ],
    'a chunk that is none': ['at most one', id => ({ packets: [upload(id, '5\r\nhello\r\nno chunk\r\n', 'Transfer-Encoding: chunked')] })],
    'a body that is shorter than announced': [
      'at most one',
      id => ({ packets: [upload(id, '"hello', 'Content-Length: 100', 'Expect: 100-continue')], leaveAt: '100 Continue' }),
    ],
    'a client that leaves in the midst of the answer': ['at most one', id => ({ packets: [rawRequest('/stream', id)], leaveAt: 'half' })],
    'a client that leaves at once': ['at most one', id => ({ packets: [rawRequest(failing, id)], leaveAt: '' })],
  };
  return Object.entries(cases).map(([title, [reports, talk]]) => [title, { reports, talk }]);
}

export const casesOf: Record<Kind, Map<string, BadCase>> = {
  http: new Map([...http, ...wire('/answered')]),
  wrapped: new Map([...http, ...wire('/answered')]),
  express4: new Map([...express(4), ...wire('/fails')]),
  express5: new Map([...express(5), ...wire('/fails')]),
  fastify4: new Map([...fastify(4), ...wire('/fails')]),
  fastify5: new Map([...fastify(5), ...wire('/fails')]),
};
