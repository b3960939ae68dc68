// What is different about the process after nothing but an import. Arguments: the format and the specifier.
import diagnostics from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { createRequire } from 'node:module';
import timers from 'node:timers';

const CHANNELS = [
  'http.server.request.start',
  'http.client.request.start',
  'http.client.response.finish',
  'undici:request:create',
  'console.log',
];

const objects = {
  ...{ globalThis, console, process, http, https, http2, timers, Error, Promise: Promise.prototype, EventEmitter: EventEmitter.prototype },
  ...{ stdout: process.stdout, Server: http.Server.prototype, IncomingMessage: http.IncomingMessage.prototype },
  ...{ ServerResponse: http.ServerResponse.prototype, ClientRequest: http.ClientRequest.prototype, Function: Function.prototype },
};

function look() {
  const seen = new Map();
  for (const [name, object] of Object.entries(objects)) {
    for (const key of Reflect.ownKeys(object)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key);
      // Built-in getters such as fetch load on first use: what counts is who answers.
      seen.set(`${name}.${String(key)}`, typeof value === 'object' ? typeof value : (value ?? get ?? set));
    }
  }
  for (const event of process.eventNames()) seen.set(`listeners of ${String(event)}`, process.listenerCount(event));
  for (const channel of CHANNELS) seen.set(`subscribers of ${channel}`, diagnostics.hasSubscribers(channel));
  seen.set('fetch', globalThis.fetch);
  seen.set('resources', process.getActiveResourcesInfo().sort().join());
  return seen;
}

const [format, specifier] = process.argv.slice(2);
const require = createRequire(import.meta.url);
look(); // so that what loads lazily has loaded
const before = look();
if (format === 'esm') await import(specifier);
else require(specifier);
const after = look();
const changed = [...new Set([...before.keys(), ...after.keys()])].filter(key => !Object.is(before.get(key), after.get(key)));
console.log(JSON.stringify({ changed, looked: before.size }));
