// Looks at the functions people find patched: before the import, after it, after `init`, after `close`. Prints which differ from the first look.
import diagnostics from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const CHANNELS = [
  'http.client.request.created',
  'http.server.request.start',
  'undici:request:create',
  'undici:request:headers',
  'undici:request:error',
];

function look() {
  const places = {
    globalThis,
    console,
    process,
    http,
    https,
    'http.Server.prototype': http.Server.prototype,
    'https.Server.prototype': https.Server.prototype,
    'net.Server.prototype': net.Server.prototype,
    'http.IncomingMessage.prototype': http.IncomingMessage.prototype,
    'http.ServerResponse.prototype': http.ServerResponse.prototype,
    'http.ClientRequest.prototype': http.ClientRequest.prototype,
    'EventEmitter.prototype': EventEmitter.prototype,
    'Promise.prototype': Promise.prototype,
    Error,
  };
  const seen = {};
  for (const [place, object] of Object.entries(places))
    for (const name of Reflect.ownKeys(object)) {
      const { value } = Object.getOwnPropertyDescriptor(object, name);
      if (typeof value === 'function' || (object === Error && typeof value !== 'object')) seen[`${place}.${String(name)}`] = value;
    }
  for (const place of ['http.Server.prototype', 'http.IncomingMessage.prototype']) seen[`${place}.emit (inherited)`] = places[place].emit;
  for (const event of [
    'exit',
    'beforeExit',
    'uncaughtException',
    'uncaughtExceptionMonitor',
    'unhandledRejection',
    'SIGTERM',
    'SIGINT',
    'warning',
  ])
    seen[`listeners of ${event}`] = process.listenerCount(event);
  for (const channel of CHANNELS) seen[`subscribers of ${channel}`] = diagnostics.hasSubscribers(channel);
  return seen;
}
const differences = (before, after) =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(key => before[key] !== after[key]).sort();

void globalThis.fetch;
const before = look();
const Vigil = process.argv[2] === 'cjs' ? require('@vigil/node') : await import('@vigil/node');
const imported = differences(before, look());
Vigil.init();
const initialised = differences(before, look());
await Vigil.close();
console.log(JSON.stringify({ looked: Object.keys(before), imported, initialised, closed: differences(before, look()) }));
