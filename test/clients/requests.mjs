// Every client in every form its users give headers in. Each call resolves when the answer has been read.
import http from 'node:http';
import https from 'node:https';
import axios, { AxiosHeaders } from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch, { Headers as NodeFetchHeaders } from 'node-fetch';
import superagent from 'superagent';
import * as undici from 'undici';

const pairs = headers => Object.entries(headers);
const read = response => response.text();

function nodeRequest(module, url, options, prepare) {
  return new Promise((resolve, reject) => {
    const request = module.request(url, { rejectUnauthorized: false, ...options }, response => response.resume().on('end', resolve));
    request.on('error', reject);
    prepare?.(request);
    request.end();
  });
}

const ofNode = module => ({
  object: (url, headers) => nodeRequest(module, url, { headers }),
  'flat array': (url, headers) => nodeRequest(module, url, { headers: ['host', new URL(url).host, ...pairs(headers).flat()] }),
  setHeader: (url, headers) =>
    nodeRequest(module, url, {}, request => {
      for (const [name, value] of pairs(headers)) request.setHeader(name, value);
    }),
  'setHeaders(Headers)': (url, headers) => nodeRequest(module, url, {}, request => request.setHeaders(new Headers(headers))),
  'setHeaders(Map)': (url, headers) => nodeRequest(module, url, {}, request => request.setHeaders(new Map(pairs(headers)))),
});
const ofFetch = (fetch, HeadersOf) => ({
  object: (url, headers) => fetch(url, { headers }).then(read),
  array: (url, headers) => fetch(url, { headers: pairs(headers) }).then(read),
  Headers: (url, headers) => fetch(url, { headers: new HeadersOf(headers) }).then(read),
  Map: (url, headers) => fetch(url, { headers: new Map(pairs(headers)) }).then(read),
});

export const clients = {
  'node:http': ofNode(http),
  'node:https': ofNode(https),
  fetch: { ...ofFetch(fetch, Headers), Request: (url, headers) => fetch(new Request(url, { headers })).then(read) },
  axios: {
    object: (url, headers) => axios.get(url, { headers }),
    AxiosHeaders: (url, headers) => axios.get(url, { headers: new AxiosHeaders(headers) }),
    'fetch adapter': (url, headers) => axios.get(url, { headers, adapter: 'fetch' }),
  },
  got: { object: (url, headers) => got(url, { headers }).text() },
  ky: {
    object: (url, headers) => ky(url, { headers }).text(),
    array: (url, headers) => ky(url, { headers: pairs(headers) }).text(),
    Headers: (url, headers) => ky(url, { headers: new Headers(headers) }).text(),
  },
  'node-fetch': ofFetch(nodeFetch, NodeFetchHeaders),
  superagent: {
    object: (url, headers) => superagent.get(url).set(headers),
    'name by name': (url, headers) => pairs(headers).reduce((request, [name, value]) => request.set(name, value), superagent.get(url)),
  },
  undici: {
    object: (url, headers) => undici.request(url, { headers }).then(({ body }) => body.text()),
    'flat array': (url, headers) => undici.request(url, { headers: pairs(headers).flat() }).then(({ body }) => body.text()),
    Headers: (url, headers) => undici.request(url, { headers: new Headers(headers) }).then(({ body }) => body.text()),
    Map: (url, headers) => undici.request(url, { headers: new Map(pairs(headers)) }).then(({ body }) => body.text()),
    fetch: (url, headers) => undici.fetch(url, { headers }).then(read),
  },
};
